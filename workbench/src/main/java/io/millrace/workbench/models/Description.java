package io.millrace.workbench.models;

import io.millrace.serving.Calibration;
import io.millrace.serving.ModelBundle;
import io.millrace.serving.ModelManifest;
import io.millrace.serving.Scaling;
import io.millrace.workbench.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A bundle in plain lines, wrapped at 80 columns; a command stays whole, to be copied. */
final class Description {

  private static final int COLUMNS = 80;
  private static final int INDENT = 18;

  private final ModelBundle bundle;
  private final ModelManifest manifest;
  private final List<String> lines = new ArrayList<>();

  Description(ModelBundle bundle) {
    this.bundle = bundle;
    this.manifest = bundle.manifest();
  }

  List<String> lines() {
    lines.clear();
    lines.add(bundle + ", " + manifest.task());
    lines.add(bundle.directory().toString());
    contract();
    scaler();
    metrics();
    provenance();
    return List.copyOf(lines);
  }

  private void contract() {
    head("contract");
    list("variates", manifest.variates());
    if (manifest.step() != null) {
      fact("step", manifest.step());
      fact("lookback", manifest.lookback() + " rows");
      fact("horizon", manifest.horizon() + " rows");
    }
    list("past covariates", manifest.covariates().past());
    list("known covariates", manifest.covariates().known());
    list("calendar", manifest.covariates().calendar());
    if (manifest.mask()) {
      fact("mask", "is told which values were filled in");
    }
    list("quantiles", manifest.quantiles());
    list("labels", manifest.labels());
    list("channels", manifest.channels());
    positive("samples", manifest.sampleLength(), "a channel");
    positive("tokens", manifest.maximumTokens(), "at most");
    if (manifest.unknownBelow() > 0) {
      fact("unknown below", manifest.unknownBelow());
    }
    Calibration calibration = manifest.calibration();
    if (calibration != null) {
      fact(
          "calibrated", calibration.quantileShifts().isEmpty() ? "no shifts" : "quantiles shifted");
    }
  }

  private void scaler() {
    Scaling scaler = manifest.scaler();
    if (scaler == null) {
      return;
    }
    head("scaler");
    TextTable table = new TextTable(Set.of(1, 2));
    table.row(List.of("  ", "mean", "scale"));
    IntStream.range(0, manifest.variates().size())
        .forEach(
            i ->
                table.row(
                    List.of(
                        "  " + manifest.variates().get(i),
                        number(scaler.mean().get(i)),
                        number(scaler.scale().get(i)))));
    lines.addAll(table.lines());
  }

  private void metrics() {
    Measured measured = Measured.of(manifest);
    if (!manifest.metrics().isEmpty()) {
      head("held out");
    }
    if (!measured.rows().isEmpty()) {
      lines.addAll(table(measured).lines());
    }
    manifest.metrics().forEach(this::plainMetric);
    if (manifest.metrics().get("interval") instanceof Map<?, ?> interval) {
      fact("interval", flat(interval));
    }
  }

  private static TextTable table(Measured measured) {
    List<String> columns = measured.columns();
    TextTable table =
        new TextTable(IntStream.rangeClosed(1, columns.size()).boxed().collect(Collectors.toSet()));
    List<String> titles = new ArrayList<>(List.of("  "));
    columns.forEach(column -> titles.add(Measured.title(column)));
    titles.add("");
    table.row(titles);
    for (Measured.Row row : measured.rows()) {
      List<String> cells = new ArrayList<>(List.of("  " + row.name()));
      columns.forEach(column -> cells.add(row.text(column)));
      cells.add(row.control() ? "control" : "");
      table.row(cells);
    }
    return table;
  }

  private void plainMetric(String name, Object value) {
    if (!(value instanceof Map<?, ?> || value instanceof List<?>)) {
      fact(name, plain(value));
    }
  }

  private void provenance() {
    if (manifest.provenance().isEmpty()) {
      return;
    }
    head("provenance");
    manifest.provenance().forEach(this::origin);
  }

  private void origin(String name, Object value) {
    if (value.toString().startsWith("./millrace ")) {
      lines.add("  " + name);
      lines.add("    " + value);
    } else {
      fact(name, plain(value));
    }
  }

  private void head(String title) {
    lines.add("");
    lines.add(title);
  }

  private void list(String name, List<?> values) {
    if (!values.isEmpty()) {
      fact(name, values.stream().map(Object::toString).collect(Collectors.joining(", ")));
    }
  }

  private void positive(String name, int number, String unit) {
    if (number > 0) {
      fact(name, number + " " + unit);
    }
  }

  private void fact(String name, @Nullable Object value) {
    String label = "  " + name;
    StringBuilder line =
        new StringBuilder(label).append(" ".repeat(Math.max(2, INDENT - label.length())));
    boolean fresh = true;
    for (String word : String.valueOf(value).split(" ", -1)) {
      if (!fresh && line.length() + 1 + word.length() > COLUMNS) {
        lines.add(line.toString());
        line = new StringBuilder(" ".repeat(INDENT));
        fresh = true;
      }
      line.append(fresh ? "" : " ").append(word);
      fresh = false;
    }
    lines.add(line.toString());
  }

  private static String flat(Map<?, ?> map) {
    return map.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + entry.getValue())
        .collect(Collectors.joining(", "));
  }

  private static Object plain(Object value) {
    if (value instanceof Map<?, ?> map) {
      return flat(map);
    }
    if (value instanceof List<?> list) {
      return list.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }
    return value instanceof Double number ? number(number) : value;
  }

  /** Six significant digits. */
  private static String number(double value) {
    return String.format(Locale.ROOT, "%.6g", value);
  }
}
