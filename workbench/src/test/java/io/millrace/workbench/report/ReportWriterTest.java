package io.millrace.workbench.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.forecasting.SeriesTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportWriterTest {

  private static final int SMALL_ENOUGH = 1_500_000; // bytes

  private static final double NAN = Double.NaN;

  @TempDir Path folder;

  @Test
  void thePageHasItsVerdictTableAndAllItsPictures() throws IOException {
    Path page = ReportWriter.write(tides(), folder);

    assertThat(page).isEqualTo(folder.resolve("report.html")).isNotEmptyFile();
    assertThat(Files.readString(page).replace('\u00a0', ' '))
        .contains("<h1>Tides</h1>", "Mean course beats last value by", "<td class=\"best\">")
        .contains("<h2>On held-out data</h2>", "<h2>Forecasts beside what came</h2>")
        .contains("<h2>Error by lead</h2>", "<h2>Coverage by lead</h2>", "<h2>How it learned</h2>")
        .contains("these are the best, the median and the worst by the MSE of Mean course")
        .contains("<dt>rows</dt><dd>600</dd>");
    // 7 variates of 3 windows, the two by lead, the losses.
    assertThat(found("<svg ", page)).hasSize(7 * 3 + 3);
    assertThat(Files.size(page)).isLessThan(SMALL_ENOUGH);
  }

  @Test
  void aReaderNeedsNoNetwork() {
    String page = ReportWriter.html(tides()).replaceAll("xmlns(:xlink)?=\"[^\"]*\"", "");

    assertThat(page)
        .doesNotContain("http:", "https:", "<script", "<link", "src=", "href=", "@import")
        .doesNotContainPattern("url\\((?!#)");
  }

  @Test
  void anIdIsThereOnlyOnce() throws IOException {
    List<String> ids = found(" id=\"[^\"]+\"", ReportWriter.write(tides(), folder));

    assertThat(ids).doesNotHaveDuplicates();
  }

  @Test
  void theSameReportIsTheSamePageByteForByte() {
    assertThat(ReportWriter.html(tides())).isEqualTo(ReportWriter.html(tides()));
  }

  @Test
  void namesAreTextAndNeverMarkup() {
    HeldOutRow odd = HeldOutRow.model("<b>&", new PointScores(1, 1, NAN, NAN, NAN));
    Report report =
        new Report(
            "<script>",
            List.of(Fact.verbatim("a<b", "{not.an.expression}")),
            List.of(),
            new HeldOut("scaled units", 1, NAN, List.of(odd)),
            new ErrorByLead(
                "MSE", Duration.ofHours(1), List.of(new LeadCurve("<b>&", new double[] {1, 2}))),
            null,
            null);

    assertThat(ReportWriter.html(report))
        .doesNotContain("<script>", "<b>")
        .contains("&lt;b&gt;&amp;", "a&lt;b", "{not.an.expression}");
  }

  @Test
  void aSingleEpochAndASingleLeadAreDotsAndMissingValuesAreGaps() {
    FanVariate gaps =
        new FanVariate("tide", new double[] {NAN}, new double[] {NAN}, new double[] {1}, List.of());
    Report report =
        new Report(
            "Short",
            List.of(),
            List.of(
                new LossCurve("a", "seed 1", 1, List.of(new LossCurve.EpochLoss(1, 0.5, NAN))),
                new LossCurve("a", "seed 2", 1, List.of(new LossCurve.EpochLoss(1, 0.5, 0.6)))),
            new HeldOut(
                "scaled units",
                1,
                0.8,
                List.of(HeldOutRow.model("a", new PointScores(0, 0, NAN, NAN, NAN)))),
            new ErrorByLead(
                "MSE", Duration.ofMillis(500), List.of(new LeadCurve("a", new double[] {0}))),
            new CoverageByLead(
                0.8, Duration.ofSeconds(1), List.of(new LeadCurve("a", new double[] {NAN}))),
            new Fans(
                "a",
                "median",
                "MSE",
                1,
                Duration.ofDays(1),
                List.of(new FanWindow(Pick.BEST, Instant.EPOCH, 0, List.of(gaps)))));

    assertThat(ReportWriter.html(report))
        .contains("lead, in steps of 500 ms", "was not measured", "issued 1 Jan 1970 00:00 UTC")
        .doesNotContain("NaN");
  }

  /** AWT fails on a machine without fonts; the classes that look for them are not even loaded. */
  @Test
  void noFontOfThisMachineIsAskedFor() throws Exception {
    Path log = folder.resolve("classes");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xlog:class+load:file=" + log,
                "-cp",
                System.getProperty("java.class.path"),
                Bare.class.getName(),
                folder.toString())
            .inheritIO()
            .start();

    assertThat(process.waitFor()).isZero();

    assertThat(folder.resolve("report.html")).isNotEmptyFile();
    try (Stream<String> lines = Files.lines(log)) {
      assertThat(lines.filter(line -> line.contains(" sun.font.SunFontManager "))).isEmpty();
    }
  }

  /** In a JVM of its own. */
  static final class Bare {

    private Bare() {}

    public static void main(String[] arguments) throws IOException {
      ReportWriter.write(tides(), Path.of(arguments[0]));
    }
  }

  private static Report tides() {
    Random noise = new Random(4);
    List<String> variates = List.of("a", "b", "c", "d", "e", "f", "g");
    List<Instant> times = new ArrayList<>();
    double[][] rows = new double[600][variates.size()];
    for (int row = 0; row < rows.length; row++) {
      times.add(Instant.EPOCH.plusSeconds(3600L * row));
      for (int variate = 0; variate < variates.size(); variate++) {
        double size = Math.pow(10, variate);
        rows[row][variate] = size * (Math.sin(row * Math.PI / 12) + 0.3 * noise.nextGaussian() + 1);
      }
    }
    SeriesTable table = new SeriesTable(variates, times, rows, Duration.ofHours(1));
    return new ExampleReport(table, 24, 12).report("Tides", List.of(Fact.of("rows", 600)));
  }

  private static List<String> found(String pattern, Path page) throws IOException {
    Matcher matcher = Pattern.compile(pattern).matcher(Files.readString(page));
    return matcher.results().map(result -> result.group()).toList();
  }
}
