/** Proofs on one real broker, with the services as processes of their own. */
@NullMarked
package io.millrace.benchmarks;

import org.jspecify.annotations.NullMarked;
