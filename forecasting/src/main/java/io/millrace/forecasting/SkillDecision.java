package io.millrace.forecasting;

/**
 * A test of skill decided who serves a variate from here on.
 *
 * @param served the model that was judged
 */
public record SkillDecision(Served served, String variate, SkillChange change) {}
