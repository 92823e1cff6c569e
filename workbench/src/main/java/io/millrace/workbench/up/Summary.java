package io.millrace.workbench.up;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a run did.
 *
 * @param peakMemory resident bytes of all processes together
 */
record Summary(Duration length, Tally tally, Set<Source> sources, long peakMemory) {

  Set<Flow> silent() {
    return tally.counts().silent(sources).stream()
        .filter(flow -> !cameBefore(flow))
        .collect(Collectors.toSet());
  }

  /** Before all was ready, from when on is counted: enough of logs, unless some came since. */
  private boolean cameBefore(Flow flow) {
    return flow.isOfLogs()
        && tally.firstLive(flow).isPresent()
        && tally.counts().total(Flow.TEXT_EVENTS) == 0;
  }

  /** Empty if all that was expected came. */
  String verdict() {
    return silent().stream().map(Flow::label).sorted().collect(Collectors.joining(", "));
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    text.append(String.format("%n%-22s %10s %10s%n", "in " + seconds(length), "live", "recorded"));
    Counts counts = tally.counts();
    for (Flow flow : Flow.values()) {
      text.append(
          String.format(
              Locale.ROOT,
              "%-22s %10d %10d%s%n",
              flow.label(),
              counts.live(flow),
              counts.recorded(flow),
              note(flow, counts)));
    }
    text.append(firsts());
    return text.append(
            String.format(
                Locale.ROOT,
                "peak resident memory of all processes: %.2f GiB",
                peakMemory / (double) (1L << 30)))
        .toString();
  }

  private String note(Flow flow, Counts counts) {
    if (counts.total(flow) > 0) {
      return "";
    }
    if (cameBefore(flow)) {
      return "  (some during the start)";
    }
    return flow.expected(sources) ? "  <- stayed at zero" : "  (may be zero)";
  }

  private String firsts() {
    return String.format(
        "%nsince the command: first text inference %s, first sensor inference %s,%n"
            + "first forecast of host-recorded %s, first forecast of live series %s%n",
        after(tally.firstLive(Flow.TEXT_INFERENCES)),
        after(tally.firstLive(Flow.SENSOR_INFERENCES)),
        after(tally.firstRecorded(Flow.FORECASTS)),
        after(tally.firstLive(Flow.FORECASTS)));
  }

  private static String after(Optional<Duration> time) {
    return time.map(duration -> "after " + seconds(duration)).orElse("never");
  }

  private static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
  }
}
