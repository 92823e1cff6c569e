package io.millrace.workbench.report;

import io.quarkus.qute.Engine;
import io.quarkus.qute.HtmlEscaper;
import io.quarkus.qute.ReflectionValueResolver;
import io.quarkus.qute.Template;
import io.quarkus.qute.ValueResolvers;
import io.quarkus.qute.Variant;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.batik.svggen.SVGIDGenerator;

/** Writes {@code report.html}: one file that asks for nothing from anywhere. */
public final class ReportWriter {

  /** The name of the file, beside {@code model.json}. */
  public static final String FILE = "report.html";

  static {
    // Before the first class of AWT, which otherwise wants a display where one is named.
    System.setProperty("java.awt.headless", "true");
  }

  static final String CSS = resource("report.css");

  private static final Engine ENGINE =
      Engine.builder()
          .addDefaults()
          .addValueResolver(ValueResolvers.rawResolver())
          .addValueResolver(new ReflectionValueResolver())
          .addResultMapper(new HtmlEscaper(List.of(Variant.TEXT_HTML)))
          .removeStandaloneLines(true)
          .build();

  static {
    ENGINE.putTemplate("frame.html", template("frame.html"));
  }

  private static final Template PAGE = template("report.html");

  private ReportWriter() {}

  /** Writes {@link #FILE} into the directory, in place of one that may be there. */
  public static Path write(Report report, Path directory) throws IOException {
    return Files.writeString(directory.resolve(FILE), html(report));
  }

  static String html(Report report) {
    Palette palette = new Palette(report.heldOut());
    return PAGE.data("report", report)
        .data("css", CSS)
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

  /** Of a page, which stands in {@code frame.html} and whose style sheet is {@link #CSS}. */
  static Template template(String name) {
    return ENGINE.parse(resource(name), Variant.forContentType(Variant.TEXT_HTML), name);
  }

  private static String resource(String name) {
    try (InputStream in = ReportWriter.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is not in the artifact");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
