package io.millrace.forecast.stream;

import io.millrace.forecast.jobs.Jobs;

/** What decides about records and steps; it keeps no state, and all tasks share it. */
public record Deciding(
    Jobs jobs, Intake intake, ForecastPass pass, Occlusion occlusion, Settlement settlement) {}
