/** What inference-service guarantees, measured while things go wrong. */
@NullMarked
package io.millrace.benchmarks.inference;

import org.jspecify.annotations.NullMarked;
