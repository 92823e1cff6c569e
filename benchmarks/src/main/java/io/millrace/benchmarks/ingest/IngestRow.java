package io.millrace.benchmarks.ingest;

import io.millrace.benchmarks.TestbedRow;

/** A row about ingest-service. */
interface IngestRow extends TestbedRow<IngestTestbed> {}
