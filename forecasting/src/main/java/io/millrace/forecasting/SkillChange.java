package io.millrace.forecasting;

/**
 * A test of skill decided that another serves from here on, and why.
 *
 * @param demoted true: seasonal-naive serves; false: the model has recovered and serves again
 * @param relMae the model's mean absolute error over seasonal-naive's, over the points that decided
 * @param points that decided: those since the evidence last was nothing
 * @param evidence logarithm of how much likelier the points are if the one who takes over is better
 * @param needed evidence from which on it decides
 */
public record SkillChange(
    boolean demoted, double relMae, int points, double evidence, double needed) {}
