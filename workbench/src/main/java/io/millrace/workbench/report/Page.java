package io.millrace.workbench.report;

import io.quarkus.qute.Engine;
import io.quarkus.qute.HtmlEscaper;
import io.quarkus.qute.ReflectionValueResolver;
import io.quarkus.qute.Template;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.qute.ValueResolvers;
import io.quarkus.qute.Variant;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A template of a whole page, its style sheet in it. */
final class Page {

  static {
    // Before the first class of AWT, which otherwise wants a display where one is named.
    System.setProperty("java.awt.headless", "true");
  }

  private static final String CSS = resource("report.css");

  private static final Engine ENGINE =
      Engine.builder()
          .addDefaults()
          .addValueResolver(ValueResolvers.rawResolver())
          .addValueResolver(new ReflectionValueResolver())
          .addResultMapper(new HtmlEscaper(List.of(Variant.TEXT_HTML)))
          .removeStandaloneLines(true)
          .build();

  private final Template template;

  /**
   * @param name of a resource beside this class
   */
  Page(String name) {
    template = ENGINE.parse(resource(name), Variant.forContentType(Variant.TEXT_HTML), name);
  }

  TemplateInstance data(String name, Object value) {
    return template.data("css", CSS).data(name, value);
  }

  private static String resource(String name) {
    try (InputStream in = Page.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is not in the artifact");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
