package io.millrace.inference.batch;

/**
 * A label that a model gave.
 *
 * @param record of the batch, from 0
 */
public record GivenLabel(int record, String model, String label) {}
