package io.millrace.forecasting.alert;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a label rule remembers of a source.
 *
 * @param recent whether each of the last 64 events counted, the newest in the lowest bit
 * @param events the last few that counted, the oldest first
 */
record LabelMemory(long recent, List<Event> events) {

  private static final byte VERSION = 1;
  private static final int MOST_EVENTS = 5;
  private static final int MOST_WEIGHTS = 5;
  private static final int LONGEST_PART = 64; // characters

  private static final LabelMemory NONE = new LabelMemory(0, List.of());

  /** An event that counted. */
  record Event(String id, Instant at, double score, List<Labelled.Weight> weights) {

    Map<String, Object> told() {
      Map<String, Object> told = new LinkedHashMap<>();
      told.put("event", id);
      told.put("at", at);
      told.put("score", score);
      if (!weights.isEmpty()) {
        Map<String, Object> parts = new LinkedHashMap<>();
        weights.forEach(weight -> parts.merge(weight.part(), weight.weight(), (a, b) -> a));
        told.put("weights", parts);
      }
      return told;
    }
  }

  LabelMemory {
    events = List.copyOf(events);
  }

  LabelMemory with(Labelled event, boolean counts, String label) {
    List<Event> next = new ArrayList<>(events);
    if (counts) {
      next.add(
          new Event(
              event.event(), event.at(), event.scores().getOrDefault(label, 1.0), weights(event)));
    }
    return new LabelMemory(
        recent << 1 | (counts ? 1 : 0),
        next.subList(Math.max(0, next.size() - MOST_EVENTS), next.size()));
  }

  private static List<Labelled.Weight> weights(Labelled event) {
    return event.weights().stream()
        .limit(MOST_WEIGHTS)
        .filter(weight -> weight.part().length() <= LONGEST_PART)
        .toList();
  }

  static LabelMemory of(RuleMemory memory) {
    if (memory.isEmpty()) {
      return NONE;
    }
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(memory.bytes()))) {
      return in.readByte() == VERSION ? read(in) : NONE;
    } catch (IOException cutOff) {
      throw new IllegalArgumentException("label-count: memory is cut off", cutOff);
    }
  }

  private static LabelMemory read(DataInputStream in) throws IOException {
    long recent = in.readLong();
    List<Event> events = new ArrayList<>();
    for (int left = in.readByte(); left > 0; left--) {
      String id = in.readUTF();
      Instant at = Instant.ofEpochMilli(in.readLong());
      double score = in.readDouble();
      List<Labelled.Weight> weights = new ArrayList<>();
      for (int more = in.readByte(); more > 0; more--) {
        weights.add(new Labelled.Weight(in.readUTF(), in.readDouble()));
      }
      events.add(new Event(id, at, score, List.copyOf(weights)));
    }
    return new LabelMemory(recent, events);
  }

  RuleMemory toMemory() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      out.writeLong(recent);
      out.writeByte(events.size());
      for (Event event : events) {
        out.writeUTF(event.id());
        out.writeLong(event.at().toEpochMilli());
        out.writeDouble(event.score());
        out.writeByte(event.weights().size());
        for (Labelled.Weight weight : event.weights()) {
          out.writeUTF(weight.part());
          out.writeDouble(weight.weight());
        }
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return RuleMemory.of(bytes.toByteArray());
  }
}
