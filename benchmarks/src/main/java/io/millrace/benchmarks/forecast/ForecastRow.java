package io.millrace.benchmarks.forecast;

import io.millrace.benchmarks.TestbedRow;

/** A row about forecast-service as it ships. */
interface ForecastRow extends TestbedRow<ForecastTestbed> {}
