package io.millrace.benchmarks.alert;

/**
 * Absolute errors of two forecasters of equal skill, of one point after the other.
 *
 * @param first of mean about 0.8, as |N(0, 1)|
 * @param second distributed as the first
 */
record AbsoluteErrors(double first, double second) {}
