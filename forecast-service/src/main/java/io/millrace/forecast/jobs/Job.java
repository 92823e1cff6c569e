package io.millrace.forecast.jobs;

import io.millrace.forecasting.AlertRule;
import io.millrace.forecasting.HistoryPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How some series are forecast.
 *
 * @param series which: a name in which {@code *} stands for anything
 * @param model that serves them; empty: the one whose variates are the series' own
 * @param step of the grid; null: that of the first readings
 * @param raw whether a forecast also carries the model's own quantiles, before calibration
 * @param forgetAfter a series that was silent for so long is forgotten; it may come back
 */
public record Job(
    String name,
    String series,
    Optional<String> model,
    @Nullable Duration step,
    Duration tolerance,
    int gapLimit,
    Cadence cadence,
    boolean raw,
    Duration forgetAfter,
    List<AlertRule> rules) {

  public static final Duration USUAL_FORGET_AFTER = Duration.ofDays(30);

  /** For series that no job names: any matching model, no rules. */
  public static final Job OTHERS =
      new Job(
          "others",
          "*",
          Optional.empty(),
          null,
          Duration.ZERO,
          HistoryPolicy.DEFAULT_GAP_LIMIT,
          Cadence.EACH_STEP,
          false,
          USUAL_FORGET_AFTER,
          List.of());

  public Job {
    rules = List.copyOf(rules);
  }

  public boolean covers(String name) {
    String pattern = Pattern.quote(series).replace("*", "\\E.*\\Q");
    return Pattern.matches(pattern, name);
  }

  public HistoryPolicy policy(int lookback) {
    return HistoryPolicy.forLookback(lookback)
        .withStep(step)
        .withTolerance(tolerance)
        .withGapLimit(gapLimit);
  }
}
