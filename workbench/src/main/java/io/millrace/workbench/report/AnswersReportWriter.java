package io.millrace.workbench.report;

import io.millrace.serving.ModelManifest;
import io.quarkus.qute.Template;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.batik.svggen.SVGIDGenerator;

/** Writes {@code report.html} of a classifier: one file that asks for nothing from anywhere. */
public final class AnswersReportWriter {

  private static final Template PAGE = ReportWriter.template("answers.html");

  private AnswersReportWriter() {}

  /** Writes {@link ReportWriter#FILE} into the directory, in place of one that may be there. */
  public static Path write(AnswersReport report, Path directory) throws IOException {
    return Files.writeString(directory.resolve(ReportWriter.FILE), html(report));
  }

  static String html(AnswersReport report) {
    Confusion confusion = Confusion.of(report);
    return PAGE.data("report", report)
        .data("css", ReportWriter.CSS)
        .data("verdict", verdict(report, confusion))
        .data("confusion", confusion)
        .data("mistakes", Mistakes.of(report))
        .data("sections", sections(report))
        .render();
  }

  private static List<Section> sections(AnswersReport report) {
    SVGIDGenerator ids = new SVGIDGenerator();
    CertaintyPictures certainty = new CertaintyPictures(report, ids);
    List<Section> sections = new ArrayList<>();
    sections.add(certainty.calibration());
    if (!Double.isNaN(report.unknownBelow())) {
      sections.add(certainty.threshold());
    }
    if (!report.losses().isEmpty()) {
      List<String> runs = report.losses().stream().map(LossCurve::forecaster).distinct().toList();
      sections.add(new LossPictures(report.losses(), new Palette(runs), ids).section());
    }
    return sections;
  }

  private static List<String> verdict(AnswersReport report, Confusion confusion) {
    List<String> sentences = new ArrayList<>();
    sentences.add(
        Words.format(
            "Right on %s of %s; macro-F1 %s.",
            Words.percentWithTenths(confusion.right()),
            report.judgedOn(),
            Words.number(confusion.macroF1())));
    if (confusion.columns().contains(ModelManifest.UNKNOWN)) {
      sentences.add("An answer of unknown counts as one that is not right.");
    }
    report
        .controls()
        .forEach(
            control ->
                sentences.add(
                    Words.format(
                        "For comparison, %s: right on %s, macro-F1 %s.",
                        control.name(),
                        Words.percentWithTenths(control.right()),
                        Words.number(control.macroF1()))));
    return sentences;
  }
}
