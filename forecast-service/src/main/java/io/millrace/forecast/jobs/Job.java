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
 */
public record Job(
    String name,
    String series,
    Optional<String> model,
    @Nullable Duration step,
    Duration tolerance,
    int gapLimit,
    List<AlertRule> rules) {

  /** For series that no job names: any matching model, no rules. */
  public static final Job OTHERS =
      new Job(
          "others",
          "*",
          Optional.empty(),
          null,
          Duration.ZERO,
          HistoryPolicy.DEFAULT_GAP_LIMIT,
          List.of());

  public Job {
    rules = List.copyOf(rules);
  }

  boolean covers(String name) {
    String pattern = Pattern.quote(series).replace("*", "\\E.*\\Q");
    return Pattern.matches(pattern, name);
  }

  HistoryPolicy policy(int lookback) {
    return HistoryPolicy.forLookback(lookback)
        .withStep(step)
        .withTolerance(tolerance)
        .withGapLimit(gapLimit);
  }
}
