package io.millrace.workbench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.batik.svggen.SVGIDGenerator;

/** Writes {@code report.html}: one file that asks for nothing from anywhere. */
public final class ReportWriter {

  /** The name of the file, beside {@code model.json}. */
  public static final String FILE = "report.html";

  private static final Page PAGE = new Page("report.html");

  private ReportWriter() {}

  /** Writes {@link #FILE} into the directory, in place of one that may be there. */
  public static Path write(Report report, Path directory) throws IOException {
    return Files.writeString(directory.resolve(FILE), html(report));
  }

  static String html(Report report) {
    Palette palette = new Palette(report.heldOut());
    return PAGE.data("report", report)
        .data("verdict", new Verdict(report.heldOut()).sentences())
        .data("table", TableView.of(report.heldOut(), palette))
        .data("sections", sections(report, palette))
        .render();
  }

  private static List<Section> sections(Report report, Palette palette) {
    SVGIDGenerator ids = new SVGIDGenerator();
    LeadPictures leads = new LeadPictures(palette, ids);
    List<Section> sections = new ArrayList<>();
    if (report.fans() != null) {
      sections.add(new FanPictures(report.fans(), palette, ids).section());
    }
    if (report.errorByLead() != null) {
      sections.add(leads.errors(report.errorByLead()));
    }
    if (report.coverageByLead() != null) {
      sections.add(leads.coverage(report.coverageByLead()));
    }
    if (!report.losses().isEmpty()) {
      sections.add(new LossPictures(report.losses(), palette, ids).section());
    }
    return sections;
  }
}
