package io.millrace.workbench.report;

import java.awt.BasicStroke;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import java.text.NumberFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.apache.batik.svggen.SVGIDGenerator;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.annotations.XYPolygonAnnotation;
import org.jfree.chart.axis.AxisSpace;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.SeriesRenderingOrder;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.Layer;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.Range;
import org.jfree.data.xy.DefaultXYDataset;

/** Lines over numbers: a thin grid, no frame, names beside the lines. */
final class Plot {

  private static final float TEXT_SIZE = SansSerif.USUAL;
  private static final BasicStroke HAIRLINE = new BasicStroke(0.7f);
  private static final double DOT = 7; // pixels across

  /** From here on numbers take more room than there is beside a plot. */
  private static final double LONG = 1e4;

  /** Pixels that a number claims for itself: a grid of few lines is a calm one. */
  private static final RectangleInsets FEW_TICKS_BESIDE = new RectangleInsets(5, 4, 5, 4);

  private static final RectangleInsets FEW_TICKS_BELOW = new RectangleInsets(2, 14, 2, 14);

  private final Frame frame;
  private final Range x;
  private final Range y;
  private final SVGIDGenerator ids;
  private final DefaultXYDataset data = new DefaultXYDataset();
  private final XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, false);
  private final XYPlot plot;
  private final List<RightLabels.Label> right = new ArrayList<>();
  private final List<Note> notes = new ArrayList<>();

  /** Text at a place, in pixels. */
  private record Note(double x, double y, String text, Ink ink) {}

  Plot(Frame frame, Range x, Range y, SVGIDGenerator ids) {
    this.frame = frame;
    this.x = x;
    this.y = y;
    this.ids = ids;
    renderer.setDrawSeriesLineAsPath(true);
    plot = new XYPlot(data, axis(x, true), axis(y, false), renderer);
    layOut();
  }

  private void layOut() {
    AxisSpace space = new AxisSpace();
    space.setLeft(frame.left());
    space.setRight(frame.right());
    space.setTop(frame.top());
    space.setBottom(frame.bottom());
    plot.setFixedDomainAxisSpace(space);
    plot.setFixedRangeAxisSpace(space);
    plot.setInsets(RectangleInsets.ZERO_INSETS);
    plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
    plot.setBackgroundPaint(null);
    plot.setOutlineVisible(false);
    plot.setDomainGridlinesVisible(false);
    plot.setSeriesRenderingOrder(SeriesRenderingOrder.FORWARD);
    plot.setRangeGridlineStroke(HAIRLINE);
    plot.setRangeGridlinePaint(Ink.GRID);
  }

  private static NumberAxis axis(Range range, boolean whole) {
    NumberAxis axis = new NumberAxis();
    axis.setRange(range);
    axis.setStandardTickUnits(
        whole
            ? NumberAxis.createIntegerTickUnits(Locale.ROOT)
            : NumberAxis.createStandardTickUnits(Locale.ROOT));
    if (!whole && Math.max(-range.getLowerBound(), range.getUpperBound()) >= LONG) {
      axis.setNumberFormatOverride(compact());
    }
    axis.setTickLabelInsets(whole ? FEW_TICKS_BELOW : FEW_TICKS_BESIDE);
    axis.setTickLabelFont(new SansSerif(TEXT_SIZE - 1));
    axis.setTickLabelPaint(Ink.MUTED);
    axis.setLabelFont(axis.getTickLabelFont());
    axis.setAxisLineVisible(false);
    axis.setTickMarksVisible(false);
    return axis;
  }

  /** Such as 12.5K. */
  private static NumberFormat compact() {
    NumberFormat format =
        NumberFormat.getCompactNumberInstance(Locale.ENGLISH, NumberFormat.Style.SHORT);
    format.setMaximumFractionDigits(1);
    return format;
  }

  /** Shares as percentages. */
  Plot percent() {
    ((NumberAxis) plot.getRangeAxis())
        .setNumberFormatOverride(NumberFormat.getPercentInstance(Locale.ROOT));
    return this;
  }

  /** Shares as percentages, along the bottom. */
  Plot percentBelow() {
    NumberAxis below = (NumberAxis) plot.getDomainAxis();
    below.setStandardTickUnits(NumberAxis.createStandardTickUnits(Locale.ROOT));
    below.setNumberFormatOverride(NumberFormat.getPercentInstance(Locale.ROOT));
    return this;
  }

  Plot withoutNumbersBelow() {
    plot.getDomainAxis().setTickLabelsVisible(false);
    return this;
  }

  Plot withoutNumbersBeside() {
    plot.getRangeAxis().setTickLabelsVisible(false);
    return this;
  }

  /**
   * @param ys NaN = a gap
   */
  Plot line(double[] xs, double[] ys, Pen pen) {
    int series = data.getSeriesCount();
    data.addSeries(series, new double[][] {xs, ys});
    renderer.setSeriesPaint(series, pen.ink());
    renderer.setSeriesStroke(series, pen.stroke());
    // A line of one point has no length to see.
    renderer.setSeriesShapesVisible(series, xs.length == 1);
    renderer.setSeriesShape(series, dot());
    return this;
  }

  Plot dot(double x0, double y0, Ink ink) {
    return line(new double[] {x0}, new double[] {y0}, Pen.thin(ink));
  }

  private static Ellipse2D dot() {
    return new Ellipse2D.Double(-DOT / 2, -DOT / 2, DOT, DOT);
  }

  /** The area between two lines, where both have a value. */
  Plot band(double[] xs, double[] low, double[] high, Ink ink) {
    int[] there =
        IntStream.range(0, xs.length)
            .filter(i -> Double.isFinite(low[i]) && Double.isFinite(high[i]))
            .toArray();
    double[] outline = new double[4 * there.length];
    for (int i = 0; i < there.length; i++) {
      int back = outline.length - 2 - 2 * i;
      outline[2 * i] = xs[there[i]];
      outline[2 * i + 1] = low[there[i]];
      outline[back] = xs[there[i]];
      outline[back + 1] = high[there[i]];
    }
    if (there.length > 1) {
      renderer.addAnnotation(new XYPolygonAnnotation(outline, null, null, ink), Layer.BACKGROUND);
    }
    return this;
  }

  /** A hairline from top to bottom. */
  Plot upright(double at) {
    plot.addDomainMarker(new ValueMarker(at, Ink.MUTED, HAIRLINE), Layer.BACKGROUND);
    return this;
  }

  /** A line that others are measured against. */
  Plot level(double at, Pen pen) {
    plot.addRangeMarker(new ValueMarker(at, pen.ink(), pen.stroke()), Layer.BACKGROUND);
    return this;
  }

  Plot nameAtRight(double at, String text, Ink ink) {
    if (Double.isFinite(at)) {
      right.add(new RightLabels.Label(down(at), text, ink));
    }
    return this;
  }

  /** What the vertical numbers are. */
  Plot titleAbove(String text) {
    notes.add(new Note(0, TEXT_SIZE, text, Ink.MUTED));
    return this;
  }

  /** What the horizontal numbers are. */
  Plot titleBelow(String text) {
    notes.add(new Note(frame.left(), frame.height() - 4, text, Ink.MUTED));
    return this;
  }

  private double down(double value) {
    return frame.top() + frame.plotHeight() * (y.getUpperBound() - value) / y.getLength();
  }

  /**
   * @param says what the picture shows, for those who cannot see it
   */
  String svg(String says) {
    SvgCanvas canvas = new SvgCanvas(frame.width(), frame.height(), ids);
    JFreeChart chart = new JFreeChart(null, new SansSerif(TEXT_SIZE), plot, false);
    chart.setBackgroundPaint(null);
    chart.setPadding(RectangleInsets.ZERO_INSETS);
    chart.draw(canvas, new Rectangle2D.Double(0, 0, frame.width(), frame.height()));
    canvas.setClip(null);
    canvas.setFont(new SansSerif(TEXT_SIZE));
    notes.forEach(note -> write(canvas, note));
    double bottom = frame.height() - frame.bottom();
    for (RightLabels.Label label : new RightLabels(TEXT_SIZE + 3, bottom).apart(right)) {
      double left = frame.width() - frame.right() + DOT;
      write(canvas, new Note(left, label.y() + TEXT_SIZE / 3, label.text(), label.ink()));
    }
    return canvas.svg(says);
  }

  private static void write(SvgCanvas canvas, Note note) {
    canvas.setPaint(note.ink());
    canvas.drawString(note.text(), (float) note.x(), (float) note.y());
  }
}
