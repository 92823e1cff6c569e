package io.millrace.workbench.report;

import java.awt.Dimension;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics;
import java.awt.Paint;
import java.awt.font.FontRenderContext;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.batik.svggen.DefaultExtensionHandler;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.apache.batik.svggen.SVGIDGenerator;
import org.apache.batik.svggen.SVGPaintDescriptor;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Where a picture is drawn; what is drawn becomes an {@code <svg>} inside the page. */
final class SvgCanvas extends SVGGraphics2D {

  private static final String NAMESPACE = "http://www.w3.org/2000/svg";

  /** A tenth of a pixel. */
  private static final int DECIMALS = 1;

  /**
   * @param ids shared by all pictures of a page, since an id must be unique in it
   */
  SvgCanvas(int width, int height, SVGIDGenerator ids) {
    super(context(ids), false);
    setSVGCanvasSize(new Dimension(width, height));
  }

  private SvgCanvas(SvgCanvas other) {
    super(other);
  }

  @Override
  public Graphics create() {
    return new SvgCanvas(this);
  }

  @Override
  public FontMetrics getFontMetrics(Font font) {
    return new SansSerif.Metrics(font);
  }

  @Override
  public FontRenderContext getFontRenderContext() {
    return new FontRenderContext(null, true, true);
  }

  /**
   * @param says what the picture shows, for those who cannot see it
   */
  String svg(String says) {
    Dimension size = getSVGCanvasSize();
    Element root = getRoot();
    root.setAttribute("viewBox", "0 0 " + size.width + " " + size.height);
    dropGenericDefinitions(root);
    root.removeAttribute("width");
    root.removeAttribute("height");
    root.setAttribute("role", "img");
    root.setAttribute("aria-label", says);
    StringWriter out = new StringWriter();
    try {
      stream(root, out, false, false);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String text = out.toString();
    // Before it stands what only a file of its own needs.
    return text.substring(text.indexOf("<svg"));
  }

  /** They are empty, and have the same id in every picture. */
  private static void dropGenericDefinitions(Element root) {
    Node first = root.getFirstChild();
    if (first != null && !first.hasChildNodes()) {
      root.removeChild(first);
    }
  }

  private static SVGGeneratorContext context(SVGIDGenerator ids) {
    SVGGeneratorContext context = SVGGeneratorContext.createDefault(document());
    SVGGeneratorContext.GraphicContextDefaults defaults =
        new SVGGeneratorContext.GraphicContextDefaults();
    defaults.setFont(new SansSerif(SansSerif.USUAL));
    context.setGraphicContextDefaults(defaults);
    context.setIDGenerator(ids);
    context.setPrecision(DECIMALS);
    context.setComment(null);
    context.setExtensionHandler(new Inks());
    return context;
  }

  private static Document document() {
    try {
      return DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .getDOMImplementation()
          .createDocument(NAMESPACE, "svg", null);
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException("every JDK has an XML parser", e);
    }
  }

  private static final class Inks extends DefaultExtensionHandler {

    @Override
    public @Nullable SVGPaintDescriptor handlePaint(Paint paint, SVGGeneratorContext context) {
      return paint instanceof Ink ink
          ? new SVGPaintDescriptor(ink.css(), Float.toString(ink.opacity()))
          : super.handlePaint(paint, context);
    }
  }
}
