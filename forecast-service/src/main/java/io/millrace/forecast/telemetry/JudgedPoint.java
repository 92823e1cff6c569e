package io.millrace.forecast.telemetry;

/**
 * How one forecast of one value fared, without a unit: shares of |error| in |error| + |error of
 * seasonal-naive|. One half is as good as it, less is better; NaN = not known.
 *
 * @param lead bucket
 * @param error against seasonal-naive at the same lead
 * @param scaledError against seasonal-naive at lead 1, at the same actual
 * @param pinball of the quantiles, against seasonal-naive as a certainty
 * @param covered 1 if the actual lies between the outermost quantiles, else 0
 * @param target the share of actuals that these promise
 */
record JudgedPoint(
    LeadBucket lead,
    double error,
    double scaledError,
    double pinball,
    double covered,
    double target) {}
