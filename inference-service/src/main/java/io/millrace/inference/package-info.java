/**
 * Text and sensor events become inferences: records are polled in batches, scored by a model, and
 * written with their offsets in one transaction.
 */
@NullMarked
package io.millrace.inference;

import org.jspecify.annotations.NullMarked;
