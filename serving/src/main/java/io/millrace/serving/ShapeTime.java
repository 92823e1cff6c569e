package io.millrace.serving;

import java.time.Duration;

/**
 * How long a network takes on one shape of sub-batch.
 *
 * @param shape such as {@code 8x64}: rows, and tokens or samples a row; of a forecaster, whose
 *     windows are of one length, the rows alone
 * @param rows of the sub-batch
 * @param time of one run
 */
public record ShapeTime(String shape, int rows, Duration time) {}
