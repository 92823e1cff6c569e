package io.millrace.transformers.training;

/**
 * How one epoch went.
 *
 * @param epoch from 1
 * @param loss mean over the epoch's batches, dropout on
 * @param validationLoss mean over the validation examples, dropout off
 * @param best whether no epoch before had a smaller validation loss
 */
public record EpochReport(
    int epoch, long steps, double loss, double validationLoss, double seconds, boolean best) {}
