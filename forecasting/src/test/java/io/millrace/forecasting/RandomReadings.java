package io.millrace.forecasting;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Seeded streams of readings with everything that goes wrong with them. */
final class RandomReadings {

  static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final Random random;

  RandomReadings(long seed) {
    this.random = new Random(seed);
  }

  /** One step after another: gaps of every length, jitter, a variate that comes and goes. */
  List<Observation> steady(int count, long stepMillis, int jitterMillis) {
    List<Observation> readings = new ArrayList<>();
    long at = 0;
    for (int i = 0; i < count; i++) {
      at += random.nextInt(20) == 0 && i > 20 ? stepMillis * (1 + random.nextInt(10)) : stepMillis;
      long off = jitterMillis == 0 ? 0 : random.nextInt(2 * jitterMillis) - jitterMillis;
      readings.add(reading(at + off, 0, i / 60 % 2 == 1));
    }
    return readings;
  }

  /** The step or the phase changes every now and then. */
  List<Observation> changing(int count) {
    long[] steps = {1000, 10_000, 2000, 5000};
    List<Observation> readings = new ArrayList<>();
    long at = 0;
    while (readings.size() < count) {
      long step = steps[random.nextInt(steps.length)];
      at += random.nextInt((int) step);
      for (int i = 10 + random.nextInt(40); i > 0; i--) {
        at += step;
        readings.add(reading(at + random.nextInt(20), 0, random.nextInt(5) == 0));
      }
    }
    return readings;
  }

  /** A tenth of them corrected later, some of these twice. */
  List<Observation> withRevisions(List<Observation> readings) {
    List<Observation> all = new ArrayList<>(readings);
    for (Observation reading : readings) {
      for (int revision = 1; revision <= 2 && random.nextInt(10) == 0; revision++) {
        long at = reading.at().toEpochMilli() - START.toEpochMilli();
        all.add(reading(at, revision, random.nextBoolean()));
      }
    }
    return all;
  }

  /** Readings half a step and less after another. */
  List<Observation> withDoubles(List<Observation> readings, long stepMillis) {
    List<Observation> all = new ArrayList<>(readings);
    for (Observation reading : readings) {
      if (random.nextInt(15) == 0) {
        long at = reading.at().toEpochMilli() - START.toEpochMilli();
        all.add(reading(at + 1 + random.nextInt((int) stepMillis / 2), 0, false));
      }
    }
    return all;
  }

  /** Each arrives less than the tolerance of event time after another that is newer. */
  List<Observation> displaced(List<Observation> readings, long toleranceMillis) {
    return displaced(readings, toleranceMillis, toleranceMillis);
  }

  /** Some come twice, at their own times, and some of these too late. */
  List<Observation> redelivered(List<Observation> readings, long toleranceMillis) {
    List<Observation> all = new ArrayList<>(readings);
    readings.stream().filter(reading -> random.nextInt(8) == 0).forEach(all::add);
    return displaced(all, toleranceMillis, 3 * toleranceMillis);
  }

  private List<Observation> displaced(List<Observation> readings, long usual, long sometimes) {
    List<Map.Entry<Long, Observation>> arrivals = new ArrayList<>();
    for (Observation reading : readings) {
      long most = random.nextInt(10) == 0 ? sometimes : usual;
      long delay = most == 0 ? 0 : random.nextInt((int) most);
      arrivals.add(Map.entry(reading.at().toEpochMilli() + delay, reading));
    }
    arrivals.sort(Map.Entry.comparingByKey());
    return arrivals.stream().map(Map.Entry::getValue).toList();
  }

  static List<Observation> inOrder(List<Observation> readings) {
    return readings.stream()
        .sorted(Comparator.comparing(Observation::at).thenComparing(Observation::revision))
        .toList();
  }

  private Observation reading(long millis, int revision, boolean both) {
    TreeMap<String, Double> values = new TreeMap<>(Map.of("a", random.nextDouble()));
    if (both) {
      values.put("b", random.nextDouble());
    }
    boolean recorded = random.nextInt(30) == 0;
    return new Observation(START.plusMillis(millis), revision, values, recorded);
  }
}
