package io.millrace.workbench.report;

import java.awt.Color;
import java.awt.Paint;
import java.awt.PaintContext;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.awt.image.ColorModel;
import org.jspecify.annotations.Nullable;

/**
 * A colour that the page's style sheet decides, so that light and dark mode share one picture.
 *
 * @param variable of the style sheet, without dashes
 * @param opacity 0 to 1
 */
record Ink(String variable, float opacity) implements Paint {

  static final Ink TEXT = new Ink("ink", 1);
  static final Ink MUTED = new Ink("muted", 1);
  static final Ink GRID = new Ink("grid", 1);

  Ink faded(float newOpacity) {
    return new Ink(variable, newOpacity);
  }

  /** Public, like all that the template asks for. */
  public String css() {
    return "var(--" + variable + ")";
  }

  /** What it would be on a raster, which no report has. */
  @Override
  public PaintContext createContext(
      @Nullable ColorModel model,
      Rectangle device,
      Rectangle2D user,
      AffineTransform transform,
      @Nullable RenderingHints hints) {
    return Color.GRAY.createContext(model, device, user, transform, hints);
  }

  @Override
  public int getTransparency() {
    return opacity < 1 ? TRANSLUCENT : OPAQUE;
  }
}
