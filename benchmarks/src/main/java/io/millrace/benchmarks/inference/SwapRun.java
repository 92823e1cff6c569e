package io.millrace.benchmarks.inference;

import io.millrace.benchmarks.Latencies;
import io.millrace.benchmarks.MemoryCurve;
import io.millrace.benchmarks.ResidentSet;
import io.millrace.benchmarks.Service;
import io.millrace.benchmarks.SteadyLoad;
import io.millrace.events.EventJson;
import io.millrace.events.Inference;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** A steady load, with swaps or without, and what was seen of it. */
final class SwapRun {

  private static final int KEYS = 50;
  private static final long BETWEEN_SAMPLES = Duration.ofMillis(500).toNanos();

  /** Versions in one transaction on one partition: its records lie side by side. */
  private record Stretch(long next, Set<String> versions) {}

  private final InferenceTestbed bed;
  private final Service service;
  private final TextLoad load;
  private final int perSecond;
  private final List<Double> times = new ArrayList<>(); // ms
  private final Map<Integer, Stretch> open = new HashMap<>(); // by partition
  private final List<Set<String>> transactions = new ArrayList<>();
  private final MemoryCurve memory = new MemoryCurve();
  private @Nullable SteadyLoad steady;
  private Account account = new Account(0, 0, 0, 0, 0);
  private int versions;
  private long errors;

  SwapRun(InferenceTestbed bed, Service service, String name, int perSecond, long seed) {
    this.bed = bed;
    this.service = service;
    this.load = TextLoad.of(name, Keys.even(KEYS, seed));
    this.perSecond = perSecond;
  }

  /**
   * @param released holds the versions 2, 3, …
   */
  void run(Duration length, int swaps, Duration apart, Path released) {
    long complaints = complaints();
    try (LoadRun run = new LoadRun(bed, load, this::read, rejection -> errors++);
        SteadyLoad sending = run.steady(perSecond)) {
      steady = sending;
      follow(run, length, swaps, apart, new Releasing(bed, service, SwapsRow.MODEL), released);
      account = run.settled(sending.stop());
      versions = run.outcome().versions().size();
    }
    open.values().forEach(stretch -> transactions.add(stretch.versions()));
    errors += complaints() - complaints;
  }

  private void follow(
      LoadRun run, Duration length, int swaps, Duration apart, Releasing releasing, Path released) {
    ResidentSet resident = new ResidentSet(service.pid());
    long start = System.nanoTime();
    long sampled = start;
    int swapped = 0;
    while (System.nanoTime() - start < length.toNanos() || swapped < swaps) {
      run.outputs().poll();
      long now = System.nanoTime();
      if (swapped < swaps && now - start > apart.toNanos() * swapped) {
        releasing.release(released, swapped + 2);
        swapped++;
      }
      if (now - sampled > BETWEEN_SAMPLES) {
        sampled = now;
        memory.add((now - start) / 1e9, resident.size());
      }
    }
    if (swaps > 0) {
      releasing.awaitServing(swaps + 1);
      run.outputs().follow(Duration.ofMillis(500)); // the last version is to be seen
    }
  }

  private void read(ConsumerRecord<byte[], byte[]> record) {
    Inference inference = EventJson.read(Inference.class, record.value());
    int number = load.number(inference.event());
    if (number >= 0 && steady != null) {
      times.add((System.nanoTime() - steady.due(number)) / 1e6);
    }
    Stretch before = open.get(record.partition());
    Set<String> seen = new HashSet<>(Set.of(inference.version()));
    if (before != null && before.next() == record.offset()) {
      seen.addAll(before.versions());
    } else if (before != null) {
      transactions.add(before.versions());
    }
    open.put(record.partition(), new Stretch(record.offset() + 1, seen));
  }

  /** Lines of its log that tell of something that went wrong. */
  private long complaints() {
    return service.logged().stream()
        .filter(line -> line.contains(" WARN ") || line.contains(" ERROR "))
        .filter(line -> line.contains("io.millrace"))
        .count();
  }

  Account account() {
    return account;
  }

  Latencies latencies() {
    return Latencies.of(times);
  }

  int versions() {
    return versions;
  }

  /** Batches that failed, and records that were rejected. */
  long errors() {
    return errors;
  }

  int transactions() {
    return transactions.size();
  }

  long mixed() {
    return transactions.stream().map(Collection::size).filter(size -> size > 1).count();
  }

  double growth() {
    return memory.growthOverSecondHalf();
  }

  String memory() {
    return String.format(
        Locale.ROOT, "%.0f MiB at first, %.0f MiB at last", memory.first(), memory.last());
  }

  @Override
  public String toString() {
    Latencies seen = latencies();
    return String.format(
        Locale.ROOT,
        "%s; p50 %.0f ms, p99 %.0f ms; %s",
        account,
        seen.quantile(0.5),
        seen.quantile(0.99),
        memory());
  }
}
