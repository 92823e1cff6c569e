package io.millrace.workbench.report;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.apache.batik.svggen.SVGIDGenerator;
import org.jfree.data.Range;

/** Forecasts beside what came: a row a variate, a column a window. */
final class FanPictures {

  /** History that is drawn, in horizons: more would leave the forecast no room. */
  private static final int HISTORY = 2;

  private static final int LEFT = 44; // pixels
  private static final int WIDTH = 276; // pixels, of the plot itself
  private static final int HEIGHT = 96; // pixels
  private static final int BELOW = 38; // pixels
  private static final float[] OPACITY = {0.2f, 0.36f};

  private final Fans fans;
  private final Ink ink;
  private final SVGIDGenerator ids;

  FanPictures(Fans fans, Palette palette, SVGIDGenerator ids) {
    this.fans = fans;
    this.ink = palette.ink(fans.forecaster());
    this.ids = ids;
  }

  Section section() {
    List<Section.Panel> panels = new ArrayList<>();
    for (int variate = 0; variate < fans.variates().size(); variate++) {
      addRow(variate, panels);
    }
    return new Section(
        "Forecasts beside what came",
        sentences(),
        keys(),
        fans.windows().size(),
        fans.windows().stream().map(this::head).toList(),
        panels);
  }

  private List<String> sentences() {
    List<String> picks = fans.windows().stream().map(window -> "the " + window.pick()).toList();
    return List.of(
        Words.format(
            "Of %d held-out windows these are %s by the %s of %s over all variates and leads:"
                + " ranked by that number, not picked by eye.",
            fans.ranked(), Words.and(picks), fans.metric(), fans.forecaster()),
        Words.format(
            "A row is one variate, in its own units and on one scale; time runs in steps of %s"
                + " from the moment of the forecast. Of the history the last %d steps are drawn.",
            Words.step(fans.step()), drawn(fans.windows().get(0).variates().get(0)).length));
  }

  private String head(FanWindow window) {
    return Words.format(
        "%s: %s %s, issued %s",
        window.pick(), fans.metric(), Words.number(window.error()), issued(window.issuedAt()));
  }

  /** To the second only where steps are so short. */
  private String issued(Instant at) {
    boolean minutes = fans.step().toSeconds() % 60 == 0;
    return DateTimeFormatter.ofPattern(
                minutes ? "d MMM uuuu HH:mm" : "d MMM uuuu HH:mm:ss", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC)
            .format(at)
        + " UTC";
  }

  private List<Section.Key> keys() {
    List<Section.Key> keys = new ArrayList<>();
    keys.add(new Section.Key("history", "line", Ink.MUTED));
    keys.add(new Section.Key("what came", "line", Ink.TEXT));
    keys.add(new Section.Key(fans.forecaster() + ", " + fans.point(), "line", ink));
    List<Band> bands = fans.windows().get(0).variates().get(0).bands();
    for (int i = 0; i < bands.size(); i++) {
      keys.add(
          new Section.Key(
              Words.percent(bands.get(i).level()) + " interval", "area", ink.faded(OPACITY[i])));
    }
    return keys;
  }

  private void addRow(int variate, List<Section.Panel> panels) {
    Extent extent = new Extent();
    for (FanWindow window : fans.windows()) {
      include(window.variates().get(variate), extent);
    }
    Range range = extent.padded(0.05);
    for (int column = 0; column < fans.windows().size(); column++) {
      FanWindow window = fans.windows().get(column);
      String name = fans.variates().get(variate);
      Plot plot = plot(window.variates().get(variate), range, column, variate);
      panels.add(
          new Section.Panel(
              column == 0 ? name : "", plot.svg(name + " of the " + window.pick() + " window")));
    }
  }

  private static void include(FanVariate variate, Extent extent) {
    extent.with(drawn(variate)).with(variate.actual()).with(variate.point());
    variate.bands().forEach(band -> extent.with(band.low()).with(band.high()));
  }

  private Plot plot(FanVariate fan, Range range, int column, int row) {
    double[] history = drawn(fan);
    double[] before = steps(1 - history.length, 0);
    double[] leads = steps(1, fan.horizon());
    Plot plot =
        new Plot(frame(column, row), new Range(Math.min(before[0], -1), fan.horizon()), range, ids)
            .upright(0)
            .line(before, history, Pen.thin(Ink.MUTED))
            .line(leads, fan.point(), Pen.strong(ink))
            .line(steps(0, fan.horizon()), joined(fan), Pen.thin(Ink.TEXT));
    for (int i = 0; i < fan.bands().size(); i++) {
      Band band = fan.bands().get(i);
      plot.band(leads, band.low(), band.high(), ink.faded(OPACITY[i]));
    }
    if (column > 0) {
      plot.withoutNumbersBeside();
    }
    return last(row) ? plot.titleBelow("steps from the forecast") : plot.withoutNumbersBelow();
  }

  /** Only what has numbers gets room for them. */
  private Frame frame(int column, int row) {
    int left = column == 0 ? LEFT : 8;
    int bottom = last(row) ? BELOW : 6;
    return new Frame(left + WIDTH + 4, 4 + HEIGHT + bottom, left, 4, 4, bottom);
  }

  private boolean last(int row) {
    return row == fans.variates().size() - 1;
  }

  private static double[] drawn(FanVariate variate) {
    int length = variate.history().length;
    int from = Math.max(0, length - Math.max(2, HISTORY * variate.horizon()));
    return Arrays.copyOfRange(variate.history(), from, length);
  }

  /** What came, from the last known value on, so that its line has no hole. */
  private static double[] joined(FanVariate fan) {
    double[] line = new double[fan.horizon() + 1];
    line[0] = fan.history()[fan.history().length - 1];
    System.arraycopy(fan.actual(), 0, line, 1, fan.horizon());
    return line;
  }

  private static double[] steps(int from, int to) {
    return IntStream.rangeClosed(from, to).asDoubleStream().toArray();
  }
}
