package io.millrace.benchmarks.speed;

import io.millrace.benchmarks.Testbeds;
import io.millrace.workbench.proof.Bench;
import io.millrace.workbench.proof.Measurement;
import java.util.List;
import java.util.Locale;

/**
 * The recorded log of a service as the stream. Whoever remembers answers starts anew in each turn,
 * remembering nothing.
 *
 * @param remembered answers that the peer remembers, more than there are different lines
 * @param least times the events/s of the peer that remembers nothing
 * @param leastCached times those of the peer that does
 */
record RecordedLogsRow(
    int lines,
    int turns,
    int warmUp,
    int remembered,
    double least,
    double leastCached,
    long seed,
    Testbeds<SpeedTestbed> testbeds)
    implements SpeedRow {

  @Override
  public String name() {
    return "recorded-logs";
  }

  @Override
  public String requirement() {
    return String.format(
        Locale.ROOT,
        "the recorded log of a service, exact cache on: ≥ %s × the events/s of the peer one at a time"
            + " without a cache, ≥ %s × those of the same peer with one",
        least,
        leastCached);
  }

  @Override
  public Measurement measure(Bench bench, SpeedTestbed bed) {
    MixedTexts log = RecordedLog.lines(lines);
    MixedTexts warming = MixedTexts.of(bench, warmUp, seed);
    Rates ours = new Rates(List.of());
    Rates plain = new Rates(List.of());
    Rates cached = new Rates(List.of());
    double agreement = 1;
    try (PeerProcess peer = bed.peer("the peer", "peer-plain", 1, 0)) {
      Drain.of(bed.stack(), peer, warming.events("warm"));
      for (int turn = 0; turn < turns; turn++) {
        Drain own = fresh(bed, bed.asItShips(), warming, log, turn);
        Drain other =
            fresh(
                bed, bed.peer("cached", "peer-cached-" + turn, 1, remembered), warming, log, turn);
        Drain without = Drain.of(bed.stack(), peer, log.events("turn" + turn));
        ours = ours.with(own.perSecond());
        cached = cached.with(other.perSecond());
        plain = plain.with(without.perSecond());
        agreement = Math.min(agreement, Math.min(own.agreement(other), own.agreement(without)));
        bench.say("  ours %s, the peer %s, with a cache %s", ours, plain, cached);
      }
    }
    return measurement(log, ours, plain, cached, agreement);
  }

  /** Of a contender that has just started, which ends with it. */
  private static Drain fresh(
      SpeedTestbed bed, Contender contender, MixedTexts warming, MixedTexts log, int turn) {
    try {
      Drain.of(bed.stack(), contender, warming.events("warm"));
      return Drain.of(bed.stack(), contender, log.events("turn" + turn));
    } finally {
      bed.end(contender);
    }
  }

  private Measurement measurement(
      MixedTexts log, Rates ours, Rates plain, Rates cached, double agreement) {
    double ratio = ours.median() / plain.median();
    double ratioCached = ours.median() / cached.median();
    return new Measurement(
        String.format(
            Locale.ROOT,
            "%.1f × without, %.2f × with a cache; hit rate %.1f %%: %s, the peer %s, with a cache"
                + " %s",
            ratio,
            ratioCached,
            100 * RecordedLog.repeats(log.texts()),
            ours,
            plain,
            cached),
        ratio >= least && ratioCached >= leastCached,
        ours.over(plain),
        String.format(
            Locale.ROOT,
            "%d turns of the first %,d lines of what forecast-service logged while it was killed again"
                + " and again: mostly that it is not ready yet, so it repeats itself more than a"
                + " quiet service does. The hit rate is the share of lines that equal an earlier"
                + " one. Ours and the peer with a cache (exact, most recently used, %,d answers)"
                + " start anew in each turn and are warmed on %,d other texts. Same label on"
                + " %.2f %%. Spread: ours over the peer without a cache. seed %d",
            turns,
            lines,
            remembered,
            warmUp,
            100 * agreement,
            seed));
  }
}
