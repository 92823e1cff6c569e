package io.millrace.workbench.train;

import io.millrace.transformers.text.FineTuned;
import io.millrace.transformers.text.FineTuning;
import io.millrace.transformers.text.KeywordRules;
import io.millrace.transformers.text.LabelledText;
import io.millrace.transformers.text.compression.CompressionData;
import io.millrace.transformers.text.compression.Compressor;
import io.millrace.workbench.report.AnswersReport;
import io.millrace.workbench.text.TextData;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A trained classifier made smaller in some ways, and what each is worth beside it, on the same
 * texts.
 *
 * @param tried the whole one first, its way empty
 */
record Compression(List<Tried> tried) {

  /** In place of ways: those that usually lose little. */
  static final String STANDARD = "standard";

  /** Texts by which speed is measured, at most. */
  private static final int TIMED = 500;

  private static final List<String> COLUMNS =
      List.of("way", "right", "points lost", "macro-F1", "MB", "texts/s", "times as fast");

  /**
   * One of them.
   *
   * @param way as the user typed it
   */
  record Tried(String way, TextJudgement judgement, ServedSpeed speed) {

    String name() {
      return way.isEmpty() ? "whole" : way;
    }

    /** What its bundle is called behind the name of the whole one's. */
    String suffix() {
      return "-" + way.replaceAll("[:+]", "-");
    }
  }

  Compression {
    tried = List.copyOf(tried);
  }

  /**
   * @param ways as {@link Compressor#parse} reads them, or {@link #STANDARD}
   * @param recipe that trained the whole one
   * @throws IllegalArgumentException naming a way that can't be read
   */
  static Compression of(
      TextJudgement whole,
      List<String> ways,
      TextData texts,
      FineTuning.Recipe recipe,
      @Nullable KeywordRules rules,
      PrintWriter screen)
      throws IOException {
    List<Compressor> compressors = compressors(ways, whole.model().tuned());
    List<String> timed = whole.texts().stream().limit(TIMED).map(LabelledText::text).toList();
    FineTuned reference = whole.model().tuned();
    List<Tried> tried = new ArrayList<>();
    tried.add(new Tried("", whole, ServedSpeed.of(reference, reference, timed)));
    for (Compressor compressor : compressors) {
      CompressionData data =
          new CompressionData(
              texts.training(),
              texts.validation(),
              recipe,
              new TrainingLines(screen, System::nanoTime));
      TextModel small =
          whole.model().compressed(compressor.toString(), compressed(compressor, reference, data));
      tried.add(
          new Tried(
              compressor.toString(),
              TextJudgement.of(small, texts, rules),
              ServedSpeed.of(small.tuned(), reference, timed)));
    }
    return new Compression(tried);
  }

  /**
   * So that nothing is trained in vain.
   *
   * @throws IllegalArgumentException naming a way that can't be read
   */
  static void check(List<String> ways) {
    ways.stream().filter(way -> !way.equals(STANDARD)).forEach(Compression::compressor);
  }

  private static FineTuned compressed(
      Compressor compressor, FineTuned whole, CompressionData data) {
    try {
      return compressor.compressed(whole, data);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("--compress: " + e.getMessage(), e);
    }
  }

  private static List<Compressor> compressors(List<String> ways, FineTuned whole) {
    return ways.stream()
        .flatMap(way -> way.equals(STANDARD) ? standard(whole).stream() : Stream.of(way))
        .map(Compression::compressor)
        .toList();
  }

  /** Rounding alone, and with a sixth of the layers left out. */
  private static List<String> standard(FineTuned whole) {
    int layers = whole.classifier().encoder().layers();
    int fewer = layers - Math.max(1, layers / 6);
    List<String> ways = new ArrayList<>(List.of("bfloat16", "int8"));
    if (fewer > 0) {
      ways.add("layers:" + fewer + "+int8");
    }
    return ways;
  }

  private static Compressor compressor(String way) {
    try {
      return Compressor.parse(way);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("--compress: " + e.getMessage(), e);
    }
  }

  /** Those that were made smaller. */
  List<Tried> smaller() {
    return tried.subList(1, tried.size());
  }

  AnswersReport.Table table() {
    return new AnswersReport.Table(
        "Made smaller",
        "Each is a bundle of its own, and was judged on the same texts. Speed is that of the"
            + " served classifier, in runs in turn with the whole one; another machine has another.",
        COLUMNS,
        tried.stream().map(this::row).toList());
  }

  private List<String> row(Tried each) {
    return List.of(
        each.name(),
        String.format(Locale.ROOT, "%.4f", right(each)),
        each.way().isEmpty() ? "–" : String.format(Locale.ROOT, "%.2f", lost(each)),
        String.format(Locale.ROOT, "%.3f", each.judgement().own().macroF1()),
        String.format(Locale.ROOT, "%.1f", each.speed().megabytes()),
        String.format(Locale.ROOT, "%.0f", each.speed().perSecond()),
        each.way().isEmpty()
            ? "1"
            : String.format(Locale.ROOT, "%.2f", each.speed().timesAsFast()));
  }

  /** The likeliest label counts, whether it is sure enough or not. */
  private static double right(Tried each) {
    return each.judgement().accuracy();
  }

  private double lost(Tried each) {
    return 100 * (right(tried.get(0)) - right(each));
  }

  /** For {@code model.json} of one of them. */
  Map<String, Object> metrics(Tried each) {
    Map<String, Object> metrics = new LinkedHashMap<>();
    metrics.put("way", each.way());
    metrics.put("pointsLost", Math.round(lost(each) * 100) / 100.0);
    metrics.put("megabytes", Math.round(each.speed().megabytes() * 10) / 10.0);
    metrics.put("timesAsFast", Math.round(each.speed().timesAsFast() * 100) / 100.0);
    return metrics;
  }

  /** The table for a terminal. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(line(COLUMNS));
    tried.forEach(each -> lines.add(line(row(each))));
    return lines;
  }

  private static String line(List<String> cells) {
    StringBuilder line = new StringBuilder(String.format("%-20s", cells.get(0)));
    cells.stream().skip(1).forEach(cell -> line.append(String.format("%14s", cell)));
    return line.toString();
  }
}
