package io.millrace.forecast.http;

import io.millrace.forecasting.Grid;
import io.millrace.forecasting.Window;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The last closed steps of a series without a long break.
 *
 * @param step ISO-8601; null while it is being detected
 * @param filled true where no reading came and something stands in for it
 * @param values by variate, by step; null = missing
 */
@SuppressWarnings("ArrayRecordComponent") // written as JSON and never compared
record SeriesHistory(
    String series,
    @Nullable String step,
    List<Instant> at,
    boolean[] filled,
    boolean recorded,
    Map<String, List<@Nullable Double>> values) {

  static SeriesHistory empty(String series, @Nullable String step) {
    return new SeriesHistory(series, step, List.of(), new boolean[0], false, Map.of());
  }

  static SeriesHistory of(String series, Window window) {
    Grid grid = window.grid();
    long first = window.slot() - window.length() + 1;
    Map<String, List<@Nullable Double>> values = new LinkedHashMap<>();
    for (String variate : window.variates()) {
      values.put(variate, numbers(window.column(variate).values()));
    }
    return new SeriesHistory(
        series,
        grid.step().toString(),
        IntStream.range(0, window.length()).mapToObj(i -> grid.at(first + i)).toList(),
        window.mask(),
        window.recorded(),
        values);
  }

  private static List<@Nullable Double> numbers(double[] column) {
    List<@Nullable Double> numbers = new ArrayList<>(column.length);
    Arrays.stream(column).forEach(value -> numbers.add(Double.isNaN(value) ? null : value));
    return numbers;
  }
}
