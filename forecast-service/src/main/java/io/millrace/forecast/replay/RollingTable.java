package io.millrace.forecast.replay;

import io.millrace.forecasting.Scored;
import io.millrace.forecasting.Served;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The rolling-origin table: every forecast of a range against its actual, by forecaster, variate
 * and lead, over all series. Unlike the scores on the stream no point fades.
 */
final class RollingTable {

  private record Line(Served served, String variate, int lead) {}

  private static final Comparator<Line> ORDER =
      Comparator.comparing((Line line) -> line.served().model())
          .thenComparing(line -> line.served().version())
          .thenComparing(Line::variate)
          .thenComparing(Line::lead);

  private static final String HEADER =
      "model,version,served_by,variate,lead,points,mae,rmse,bias,rel_mae,pinball,coverage";

  private static final class Sums {
    private long points;
    private double absolute;
    private double squared;
    private double signed;
    private double naive;
    private double compared; // absolute errors where naive said something
    private double pinball;
    private long inside;

    void add(Scored.Point point) {
      double error = point.mean() - point.actual();
      points++;
      absolute += Math.abs(error);
      squared += error * error;
      signed += error;
      pinball += point.pinball();
      inside += point.inside() ? 1 : 0;
      if (!Double.isNaN(point.naive())) {
        naive += Math.abs(point.naive() - point.actual());
        compared += Math.abs(error);
      }
    }

    String figures() {
      return String.format(
          Locale.ROOT,
          "%d,%.6g,%.6g,%.6g,%.4f,%.6g,%.4f",
          points,
          absolute / points,
          Math.sqrt(squared / points),
          signed / points,
          naive > 0 ? compared / naive : Double.NaN,
          pinball / points,
          (double) inside / points);
    }
  }

  private final Map<Line, Sums> lines = new TreeMap<>(ORDER);

  void add(Scored scored) {
    for (Scored.Point point : scored.points()) {
      lines
          .computeIfAbsent(
              new Line(scored.served(), point.variate(), scored.lead()), line -> new Sums())
          .add(point);
    }
  }

  /** The header, then a line for each forecaster, variate and lead. */
  List<String> lines() {
    return Stream.concat(Stream.of(HEADER), csv().stream()).toList();
  }

  private List<String> csv() {
    return lines.entrySet().stream().map(each -> row(each.getKey(), each.getValue())).toList();
  }

  private static String row(Line line, Sums sums) {
    return String.join(
        ",",
        quoted(line.served().model()),
        quoted(line.served().version()),
        quoted(line.served().servedBy()),
        quoted(line.variate()),
        Integer.toString(line.lead()),
        sums.figures());
  }

  private static String quoted(String name) {
    return name.matches("[^\",\\r\\n]*") ? name : '"' + name.replace("\"", "\"\"") + '"';
  }

  void write(Path file) throws IOException {
    try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(file))) {
      lines().forEach(out::println);
    }
  }
}
