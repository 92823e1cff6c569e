/** What ingest-service promises, whatever is sent to it and whatever happens to it. */
@NullMarked
package io.millrace.benchmarks.ingest;

import org.jspecify.annotations.NullMarked;
