package io.millrace.forecast.replay;

import java.time.Instant;

/** A closed step of a series, as its outputs name it. */
record RecordedStep(String series, Instant at) {}
