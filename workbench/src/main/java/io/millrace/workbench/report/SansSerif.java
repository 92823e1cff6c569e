package io.millrace.workbench.report;

import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.font.FontRenderContext;
import java.awt.font.LineMetrics;
import java.awt.font.TextAttribute;
import java.text.AttributedCharacterIterator;
import java.text.CharacterIterator;
import java.util.Locale;
import java.util.Map;

/**
 * The reader's sans-serif, measured by a table of usual widths. Nothing here asks this machine for
 * its fonts: a server often has none, and then AWT fails; and a picture shall not depend on them.
 */
final class SansSerif extends Font {

  private static final long serialVersionUID = 1L;

  /** Pixels. */
  static final float USUAL = 12;

  private static final String FAMILY = "sans-serif";

  SansSerif(float size) {
    super(SANS_SERIF, PLAIN, Math.round(size));
  }

  @Override
  public String getFamily() {
    return FAMILY;
  }

  @Override
  public String getFamily(Locale locale) {
    return FAMILY;
  }

  /** Batik derives one of another size; everything else stays. */
  @Override
  public Font deriveFont(Map<? extends AttributedCharacterIterator.Attribute, ?> attributes) {
    return attributes.get(TextAttribute.SIZE) instanceof Number other
        ? new SansSerif(other.floatValue())
        : this;
  }

  @Override
  public Font deriveFont(float other) {
    return new SansSerif(other);
  }

  @Override
  public LineMetrics getLineMetrics(String text, FontRenderContext context) {
    return new Line(getSize2D(), text.length());
  }

  @Override
  public LineMetrics getLineMetrics(String text, int from, int to, FontRenderContext context) {
    return new Line(getSize2D(), to - from);
  }

  @Override
  public LineMetrics getLineMetrics(char[] text, int from, int to, FontRenderContext context) {
    return new Line(getSize2D(), to - from);
  }

  @Override
  public LineMetrics getLineMetrics(
      CharacterIterator text, int from, int to, FontRenderContext context) {
    return new Line(getSize2D(), to - from);
  }

  /** Widths in 1/1000 of the size, as the common sans-serifs have them, within a tenth. */
  static int width(char each) {
    if ("ijl|.,:;'!()[] ".indexOf(each) >= 0) {
      return 290;
    }
    return "mwMW%@".indexOf(each) >= 0 ? 860 : Character.isUpperCase(each) ? 680 : 560;
  }

  /** The measures that a plot's layout asks for. */
  static final class Metrics extends FontMetrics {

    private static final long serialVersionUID = 1L;

    Metrics(Font font) {
      super(font);
    }

    @Override
    public int getAscent() {
      return Math.round(Line.ASCENT * font.getSize2D());
    }

    @Override
    public int getDescent() {
      return Math.round(Line.DESCENT * font.getSize2D());
    }

    @Override
    public int charWidth(char each) {
      return Math.round(width(each) * font.getSize2D() / 1000);
    }

    @Override
    public int charsWidth(char[] text, int from, int length) {
      return stringWidth(new String(text, from, length));
    }

    @Override
    public int stringWidth(String text) {
      return Math.round(
          text.chars().map(each -> width((char) each)).sum() * font.getSize2D() / 1000);
    }
  }

  private static final class Line extends LineMetrics {

    static final float ASCENT = 0.93f;
    static final float DESCENT = 0.24f;

    private final float size;
    private final int characters;

    Line(float size, int characters) {
      this.size = size;
      this.characters = characters;
    }

    @Override
    public int getNumChars() {
      return characters;
    }

    @Override
    public float getAscent() {
      return ASCENT * size;
    }

    @Override
    public float getDescent() {
      return DESCENT * size;
    }

    @Override
    public float getLeading() {
      return 0;
    }

    @Override
    public float getHeight() {
      return getAscent() + getDescent();
    }

    @Override
    public int getBaselineIndex() {
      return ROMAN_BASELINE;
    }

    @Override
    public float[] getBaselineOffsets() {
      return new float[3];
    }

    @Override
    public float getStrikethroughOffset() {
      return -getAscent() / 3;
    }

    @Override
    public float getStrikethroughThickness() {
      return 1;
    }

    @Override
    public float getUnderlineOffset() {
      return 1;
    }

    @Override
    public float getUnderlineThickness() {
      return 1;
    }
  }
}
