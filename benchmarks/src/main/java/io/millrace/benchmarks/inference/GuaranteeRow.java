package io.millrace.benchmarks.inference;

import io.millrace.benchmarks.TestbedRow;

/** A row about inference-service. */
interface GuaranteeRow extends TestbedRow<InferenceTestbed> {}
