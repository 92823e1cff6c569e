package io.millrace.workbench.models;

import io.millrace.serving.ModelManifest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a manifest's metrics say about the model and its controls. The metrics of a manifest are
 * free: what is not shaped as Millrace writes it, gives no rows.
 *
 * @param columns of numbers
 * @param rows the model's first
 */
record Measured(List<String> columns, List<Row> rows) {

  private static final String HELD_OUT = "heldOut";
  private static final List<String> FORECAST = List.of("mse", "mae", "mase");
  private static final List<String> CLASSIFICATION =
      List.of("macroF1", "rightWhenAnswered", "unknown");

  /**
   * @param control it is there to be beaten
   * @param numbers one a column; null = not a number
   */
  record Row(String name, boolean control, Map<String, Double> numbers) {

    String text(String column) {
      Double number = numbers.get(column);
      return number == null ? "–" : String.format(Locale.ROOT, "%.4f", number);
    }
  }

  static Measured of(ModelManifest manifest) {
    return manifest.metrics().get("forecasters") instanceof List<?> forecasters
        ? new Measured(FORECAST, forecasters(forecasters))
        : new Measured(CLASSIFICATION, classifiers(manifest));
  }

  private static List<Row> forecasters(List<?> forecasters) {
    List<Row> rows = new ArrayList<>();
    for (Object each : forecasters) {
      if (each instanceof Map<?, ?> scores) {
        String name = String.valueOf(scores.get("name"));
        // "iTransformer, median" is iTransformer too.
        boolean control = !rows.isEmpty() && !name.startsWith(rows.get(0).name() + ", ");
        rows.add(new Row(name, control, numbers(scores, FORECAST)));
      }
    }
    return rows;
  }

  private static List<Row> classifiers(ModelManifest manifest) {
    List<Row> rows = new ArrayList<>();
    for (Map.Entry<String, Object> metric : manifest.metrics().entrySet()) {
      if (metric.getKey().startsWith(HELD_OUT) && metric.getValue() instanceof Map<?, ?> scores) {
        String rest = words(metric.getKey().substring(HELD_OUT.length()));
        // The same model, made to answer always.
        boolean itself = rest.isEmpty() || rest.equals("if never unknown");
        String name = itself ? (manifest.name() + " " + rest).strip() : rest;
        rows.add(new Row(name, !itself, numbers(scores, CLASSIFICATION)));
      }
    }
    return rows;
  }

  private static Map<String, Double> numbers(Map<?, ?> scores, List<String> columns) {
    Map<String, Double> numbers = new HashMap<>();
    for (String column : columns) {
      if (scores.get(column) instanceof Number number) {
        numbers.put(column, number.doubleValue());
      }
    }
    return numbers;
  }

  /** {@code KeywordRules} as {@code keyword rules}. */
  private static String words(String camelCase) {
    return camelCase.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
  }

  /** The model's main number beside that of its strongest control; empty if there is no such. */
  Optional<String> headline() {
    String column = columns.get(0);
    return rows.stream()
        .filter(row -> !row.control() && row.numbers().containsKey(column))
        .findFirst()
        .map(model -> title(column) + " " + model.text(column) + strongest(column));
  }

  private String strongest(String column) {
    Comparator<Row> byNumber = Comparator.comparing(row -> row.numbers().get(column));
    return rows.stream()
        .filter(row -> row.control() && row.numbers().containsKey(column))
        .min(column.equals(FORECAST.get(0)) ? byNumber : byNumber.reversed())
        .map(control -> ", " + control.name() + " " + control.text(column))
        .orElse("");
  }

  static String title(String column) {
    return switch (column) {
      case "mse", "mae", "mase" -> column.toUpperCase(Locale.ROOT);
      case "macroF1" -> "macro F1";
      case "rightWhenAnswered" -> "right if answered";
      default -> column;
    };
  }
}
