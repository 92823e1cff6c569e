package io.millrace.workbench.report;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.batik.svggen.SVGIDGenerator;
import org.jfree.data.Range;

/** What happens with the distance ahead: errors, and the coverage of intervals. */
final class LeadPictures {

  private static final Pen TARGET = Pen.dashed(Ink.TEXT, 1);

  private final Palette palette;
  private final SVGIDGenerator ids;

  LeadPictures(Palette palette, SVGIDGenerator ids) {
    this.palette = palette;
    this.ids = ids;
  }

  Section errors(ErrorByLead errors) {
    Extent extent = new Extent();
    errors.curves().forEach(curve -> extent.with(curve.values()));
    Plot plot =
        new Plot(Frame.WIDE, leads(errors.horizon()), extent.fromZero(), ids)
            .titleAbove(errors.metric());
    draw(plot, errors.curves(), errors.step());
    String heading = "Error by lead";
    return section(
        heading,
        List.of(growth(errors), lowest(errors)),
        plot.svg(heading + ": " + errors.metric()));
  }

  Section coverage(CoverageByLead coverage) {
    Extent extent = new Extent().with(coverage.target());
    coverage.curves().forEach(curve -> extent.with(curve.values()));
    Range range = extent.padded(0.3);
    Plot plot =
        new Plot(Frame.WIDE, leads(coverage.horizon()), within01(range), ids)
            .percent()
            .level(coverage.target(), TARGET)
            .nameAtRight(
                coverage.target(), "target " + Words.percent(coverage.target()), TARGET.ink())
            .titleAbove("actuals inside the interval");
    draw(plot, coverage.curves(), coverage.step());
    List<String> sentences = new ArrayList<>();
    coverage.curves().forEach(curve -> sentences.add(span(curve, coverage.target())));
    sentences.add("Below the target an interval is too narrow, above it too wide.");
    String heading = "Coverage by lead";
    return section(heading, sentences, plot.svg(heading));
  }

  private void draw(Plot plot, List<LeadCurve> curves, Duration step) {
    // The first one, the model's, is drawn last and lies on top.
    for (int i = curves.size() - 1; i >= 0; i--) {
      LeadCurve curve = curves.get(i);
      double[] leads = IntStream.rangeClosed(1, curve.horizon()).asDoubleStream().toArray();
      Pen pen = palette.pen(curve.forecaster());
      plot.line(leads, curve.values(), pen)
          .nameAtRight(curve.at(curve.horizon()), curve.forecaster(), pen.ink());
    }
    plot.titleBelow("lead, in steps of " + Words.step(step));
  }

  private static Range leads(int horizon) {
    return new Range(1, Math.max(2, horizon));
  }

  private static Range within01(Range range) {
    return new Range(Math.max(0, range.getLowerBound()), Math.min(1, range.getUpperBound()));
  }

  private static Section section(String heading, List<String> sentences, String svg) {
    return new Section(
        heading, sentences, List.of(), 1, List.of(), List.of(new Section.Panel("", svg)));
  }

  private static String growth(ErrorByLead errors) {
    LeadCurve model = errors.curves().get(0);
    return Words.format(
        "%s of %s goes from %s at lead 1 to %s at lead %d.",
        errors.metric(),
        model.forecaster(),
        Words.number(model.at(1)),
        Words.number(model.at(model.horizon())),
        model.horizon());
  }

  /** Who has the lowest error at how many leads. */
  private static String lowest(ErrorByLead errors) {
    int[] wins = new int[errors.curves().size()];
    for (int lead = 1; lead <= errors.horizon(); lead++) {
      int at = lead;
      IntStream.range(0, wins.length)
          .filter(i -> !Double.isNaN(errors.curves().get(i).at(at)))
          .boxed()
          .min(Comparator.comparingDouble(i -> errors.curves().get(i).at(at)))
          .ifPresent(i -> wins[i]++);
    }
    List<String> parts =
        IntStream.range(0, wins.length)
            .filter(i -> wins[i] > 0)
            .mapToObj(i -> errors.curves().get(i).forecaster() + " at " + wins[i] + " of them")
            .toList();
    return "There are " + errors.horizon() + " leads; lowest is " + Words.and(parts) + ".";
  }

  private static String span(LeadCurve curve, double target) {
    List<Integer> ranked =
        IntStream.rangeClosed(1, curve.horizon())
            .filter(lead -> !Double.isNaN(curve.at(lead)))
            .boxed()
            .sorted(Comparator.comparingDouble(curve::at))
            .toList();
    if (ranked.isEmpty()) {
      return "The interval of " + curve.forecaster() + " was not measured.";
    }
    int low = ranked.get(0);
    int high = ranked.get(ranked.size() - 1);
    return Words.format(
        "The %s interval of %s holds between %s (lead %d) and %s (lead %d) of the actuals.",
        Words.percent(target),
        curve.forecaster(),
        Words.percentWithTenths(curve.at(low)),
        low,
        Words.percentWithTenths(curve.at(high)),
        high);
  }
}
