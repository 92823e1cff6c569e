package io.millrace.forecasting.alert;

/**
 * What a variate's movement does to a forecast: the difference between the forecast and the one
 * that is made with the variate hidden.
 *
 * @param effect above 0 it drives the forecast towards the limit; in the unit of what is forecast
 */
public record Driver(String variate, double effect) {}
