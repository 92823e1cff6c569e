package io.millrace.benchmarks.speed;

import io.millrace.benchmarks.TestbedRow;

/** A row of {@link PipelineSpeed} that needs a broker. */
interface SpeedRow extends TestbedRow<SpeedTestbed> {}
