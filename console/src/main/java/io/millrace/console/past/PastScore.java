package io.millrace.console.past;

import io.millrace.events.LeadScore;
import java.time.Instant;
import java.util.List;

/** How the forecasts of one variate had fared at an instant. */
record PastScore(Instant at, String servedBy, List<LeadScore> leads) {}
