package io.millrace.benchmarks.ingest;

import io.millrace.benchmarks.Service;
import io.millrace.benchmarks.Testbeds;
import io.millrace.workbench.proof.Bench;
import io.millrace.workbench.proof.Measurement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Lines over HTTP beside a raw producer, turn by turn on the same broker.
 *
 * @param events a turn
 * @param warmUp turns of each that do not count
 * @param turns of each that do
 * @param least share of the raw producer's rate without ids
 * @param leastOnce share with ids, up to when they are published
 */
record ThroughputRow(
    int events,
    int warmUp,
    int turns,
    double least,
    double leastOnce,
    Testbeds<IngestTestbed> testbeds)
    implements IngestRow {

  @Override
  public String name() {
    return "throughput";
  }

  @Override
  public String requirement() {
    return String.format(
        Locale.ROOT,
        "NDJSON of %d-byte events beside a raw KafkaProducer that writes the same records with the"
            + " same settings: at least %.0f %% of its records/s without ids, %.0f %% with ids, up"
            + " to when they are published",
        Texts.BYTES,
        100 * least,
        100 * leastOnce);
  }

  /** Events a second of one round. */
  private record Round(double raw, double bare, double plain, double once, double acknowledged) {

    double share() {
      return plain / raw;
    }

    double shareOnce() {
      return once / raw;
    }
  }

  @Override
  public Measurement measure(Bench bench, IngestTestbed bed) {
    Service service = bed.ingest();
    bed.group().awaitStable();
    List<Round> rounds = new ArrayList<>();
    try (RawProducer raw = new RawProducer(bed.stack());
        LineStream lines = new LineStream(bed.stack(), service, events)) {
      for (int turn = 0; turn < warmUp + turns; turn++) {
        LineStream.Rates plain = lines.send(false);
        LineStream.Rates once = lines.send(true);
        Round round =
            new Round(
                raw.rate(events, true),
                raw.rate(events, false),
                plain.published(),
                once.published(),
                once.acknowledged());
        bench.say(
            "  raw %,.0f/s (bare values %,.0f/s); without ids %,.0f/s = %.0f %%; with ids"
                + " acknowledged %,.0f/s, published %,.0f/s = %.0f %%",
            round.raw(),
            round.bare(),
            round.plain(),
            100 * round.share(),
            round.acknowledged(),
            round.once(),
            100 * round.shareOnce());
        if (turn >= warmUp) {
          rounds.add(round);
        }
      }
    }
    return measurement(rounds);
  }

  private Measurement measurement(List<Round> rounds) {
    double share = median(rounds.stream().map(Round::share).toList());
    double shareOnce = median(rounds.stream().map(Round::shareOnce).toList());
    double rate = median(rounds.stream().map(Round::plain).toList());
    double rateOnce = median(rounds.stream().map(Round::once).toList());
    double raw = median(rounds.stream().map(Round::raw).toList());
    double bare = median(rounds.stream().map(Round::bare).toList());
    return new Measurement(
            String.format(
                Locale.ROOT,
                "%.0f %% without ids (%,.0f/s), %.0f %% with ids (%,.0f/s); raw %,.0f/s",
                100 * share,
                rate,
                100 * shareOnce,
                rateOnce,
                raw),
            share >= least && shareOnce >= leastOnce,
            rounds.stream().map(Round::shareOnce).toList(),
            "")
        .withNote(
            String.format(
                Locale.ROOT,
                "Medians of %d turns of %,d events each, after %d to warm up; %d connections, one"
                    + " request each a turn. The raw producer writes what the service writes: the same"
                    + " keys, values and CloudEvents headers, ready made (values alone, without"
                    + " headers: %,.0f/s; of that %.0f %% and %.0f %%). acks=all, idempotent, linger"
                    + " 5 ms, batches of 64 KiB; broker, service and sender share the cores. The"
                    + " runs are shares with ids.",
                rounds.size(),
                events,
                warmUp,
                LineStream.CONNECTIONS,
                bare,
                100 * rate / bare,
                100 * rateOnce / bare));
  }

  private static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    return sorted.get(sorted.size() / 2);
  }
}
