package io.millrace.forecast.stream;

import io.millrace.forecasting.Outlook;

/**
 * What a model said of a step.
 *
 * @param outlook in its own quantiles
 * @param shape rows that the batch was padded to
 */
record Forecasted(Outlook outlook, int shape) {}
