package io.millrace.inference.batch;

import io.millrace.serving.Classification;

/**
 * An answer that a model gave.
 *
 * @param record of the batch, from 0
 */
public record GivenAnswer(int record, String model, Classification answer) {}
