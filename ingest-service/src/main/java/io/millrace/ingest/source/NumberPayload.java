package io.millrace.ingest.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.events.Event;
import io.millrace.events.SeriesEvent;
import io.millrace.ingest.table.NumberText;
import java.util.List;
import java.util.Map;

/** One number as text: the value of a variate at the time when it arrived. */
record NumberPayload(LevelTemplate series, LevelTemplate variate) implements MqttPayload {

  @Override
  public Event read(MqttMessage message) {
    List<String> levels = message.levels();
    String name = variate.of(levels);
    double value = NumberText.read("values." + name, new String(message.original(), UTF_8).strip());
    return new SeriesEvent(
        series.of(levels),
        message.arrival(),
        0,
        SeriesEvent.Kind.OBSERVED,
        Map.of(name, value),
        Map.of());
  }
}
