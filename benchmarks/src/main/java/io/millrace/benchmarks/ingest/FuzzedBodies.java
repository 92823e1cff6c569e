package io.millrace.benchmarks.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.benchmarks.Sender;
import io.millrace.events.fuzz.EventMutator;
import io.millrace.events.fuzz.Mutant;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;

/** Bodies with broken events in them, drawn by a seed. */
final class FuzzedBodies {

  private static final int LINES = 40; // broken ones in a body of many
  private static final String AT = "\"at\":\"2026-04-01T12:00:00Z\"";

  /**
   * One request.
   *
   * @param neighbours valid events in it
   * @param mutants broken ones, or such as may be
   */
  record Fuzzed(
      String path, String type, byte[] bytes, int neighbours, int mutants, String description) {}

  private enum Kind {
    TEXT("/events/text", "{\"id\":\"1\",\"source\":\"fuzz\"," + AT + ",\"text\":\"the pump\"}"),
    SENSOR(
        "/events/sensor",
        "{\"id\":\"1\",\"sensor\":\"fuzz\","
            + AT
            + ",\"rateHz\":10,\"channels\":{\"x\":[1,2.5],\"y\":[0,-1]}}"),
    SERIES("/events/series", "{\"series\":\"fuzz\"," + AT + ",\"values\":{\"x\":1.5,\"y\":null}}");

    private final String path;
    private final String valid;

    Kind(String path, String valid) {
      this.path = path;
      this.valid = valid;
    }
  }

  private final Random random;
  private final List<Iterator<Mutant>> mutants = new ArrayList<>(); // by kind

  FuzzedBodies(long seed) {
    this.random = new Random(seed);
    for (Kind kind : Kind.values()) {
      mutants.add(
          new EventMutator(seed + kind.ordinal()).mutants(kind.valid.getBytes(UTF_8)).iterator());
    }
  }

  private Mutant mutant(Kind kind) {
    return mutants.get(kind.ordinal()).next();
  }

  Fuzzed next() {
    Kind kind = Kind.values()[random.nextInt(Kind.values().length)];
    return switch (random.nextInt(8)) {
      case 0 -> alone(kind, Sender.JSON, mutant(kind));
      case 1 -> enveloped(kind);
      case 2 -> batch(kind);
      case 3 -> table();
      case 4 -> array(kind);
      default -> lines(kind);
    };
  }

  private static Fuzzed alone(Kind kind, String type, Mutant mutant) {
    return new Fuzzed(kind.path, type, mutant.bytes(), 0, 1, mutant.description());
  }

  /** The envelope or its data may be the broken one. */
  private Fuzzed enveloped(Kind kind) {
    String envelope = envelope(kind, kind.valid);
    Mutant mutant =
        new EventMutator(random.nextLong()).mutants(envelope.getBytes(UTF_8)).iterator().next();
    return alone(kind, "application/cloudevents+json", mutant);
  }

  private static String envelope(Kind kind, String event) {
    return "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"fuzz\",\"type\":\""
        + kind.name()
        + "\",\"data\":"
        + event
        + "}";
  }

  /** In an array a broken element may take the rest with it, so it comes last. */
  private Fuzzed array(Kind kind) {
    Mutant mutant = mutant(kind);
    return new Fuzzed(
        kind.path,
        Sender.JSON,
        joined("[" + kind.valid + "," + kind.valid + ",", mutant.bytes(), "]"),
        2,
        1,
        mutant.description());
  }

  private Fuzzed batch(Kind kind) {
    String valid = envelope(kind, kind.valid);
    Mutant mutant = mutant(kind);
    return new Fuzzed(
        kind.path,
        "application/cloudevents-batch+json",
        joined("[" + valid + "," + valid + ",", mutant.bytes(), "]"),
        2,
        1,
        mutant.description());
  }

  private Fuzzed lines(Kind kind) {
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    StringBuilder description = new StringBuilder();
    int count = 0;
    for (int i = 0; i < LINES; i++) {
      Mutant mutant = mutant(kind);
      if (mutant.isLine() && mutant.bytes().length > 0) {
        lines.writeBytes(mutant.bytes());
        lines.write('\n');
        lines.writeBytes(kind.valid.getBytes(UTF_8));
        lines.write('\n');
        description.append(description.isEmpty() ? "" : ", ").append(mutant.description());
        count++;
      }
    }
    return new Fuzzed(
        kind.path,
        Sender.NDJSON,
        lines.toByteArray(),
        count,
        Math.max(count, 1),
        description.length() > 300 ? description.substring(0, 300) : description.toString());
  }

  /** Rows whose cells were exchanged for parts of broken events. */
  private Fuzzed table() {
    ByteArrayOutputStream rows = new ByteArrayOutputStream();
    rows.writeBytes("time,x,y\n".getBytes(UTF_8));
    for (int i = 0; i < LINES; i++) {
      byte[] cell = mutant(Kind.SERIES).bytes();
      for (int b = 0; b < Math.min(cell.length, 60); b++) {
        rows.write(cell[b] == '\n' || cell[b] == '\r' ? ' ' : cell[b]);
      }
      rows.writeBytes(",1\n2026-04-01T12:00:00Z,1,2\n".getBytes(UTF_8));
    }
    return new Fuzzed(
        "/events/series?series=fuzz", "text/csv", rows.toByteArray(), LINES, LINES, "cells");
  }

  private static byte[] joined(String before, byte[] bytes, String after) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    joined.writeBytes(before.getBytes(UTF_8));
    joined.writeBytes(bytes);
    joined.writeBytes(after.getBytes(UTF_8));
    return joined.toByteArray();
  }
}
