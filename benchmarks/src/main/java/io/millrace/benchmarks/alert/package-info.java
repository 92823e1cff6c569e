/** Proofs about alerts, and about a service that knows when its model is wrong. */
@NullMarked
package io.millrace.benchmarks.alert;

import org.jspecify.annotations.NullMarked;
