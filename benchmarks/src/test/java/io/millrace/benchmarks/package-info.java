/** Proofs on one real broker, with the services as processes of their own. */
package io.millrace.benchmarks;
