package io.millrace.events;

/** What crosses a topic: immutable, checked when it is made. */
public sealed interface Event
    permits TextEvent,
        SensorEvent,
        SeriesEvent,
        Inference,
        Embedding,
        Forecast,
        ForecastScore,
        ForecastDecision,
        Alert,
        ModelRelease,
        ForecastJob {

  /** Where and under which identity this event travels. */
  Envelope envelope();
}
