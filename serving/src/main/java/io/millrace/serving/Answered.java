package io.millrace.serving;

/**
 * The answer to one input.
 *
 * @param truncated whether the input lost its end
 */
record Answered(Classification classification, boolean truncated) {}
