package io.millrace.benchmarks.alert;

/**
 * @param values by step
 * @param states by step, of the process without its season; what comes depends on the past by them
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; read in place
record DrawnSeries(double[] values, double[] states) {}
