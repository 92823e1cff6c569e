/**
 * How a network runs: model bundles, TensorFlow sessions, tokens and batches. Everything native
 * stays in here; what leaves are Java records.
 */
@NullMarked
package io.millrace.serving;

import org.jspecify.annotations.NullMarked;
