package io.millrace.workbench.report;

import io.millrace.transformers.classification.AnswerCurve;
import io.millrace.transformers.classification.Reliability;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.apache.batik.svggen.SVGIDGenerator;
import org.jfree.data.Range;

/** Whether probabilities mean what they say, and what it brings to answer {@code unknown}. */
final class CertaintyPictures {

  private static final Frame HALF = new Frame(470, 300, 52, 110, 26, 40);

  /** A little more than all, so that no dot is cut off. */
  private static final Range SHARES = new Range(-0.02, 1.02);

  private static final Ink SERVED = new Ink("c0", 1);
  private static final Ink OTHER = new Ink("c3", 1);

  private final AnswersReport report;
  private final SVGIDGenerator ids;

  CertaintyPictures(AnswersReport report, SVGIDGenerator ids) {
    this.report = report;
    this.ids = ids;
  }

  Section calibration() {
    Reliability served = reliability(AnswersReport.Answer::probabilities);
    Reliability raw = reliability(AnswersReport.Answer::raw);
    return new Section(
        "Whether its probabilities hold",
        List.of(
            Words.format(
                "On the diagonal an answer given with 80\u00a0%% is right 80 times of 100. The mean"
                    + " distance from it is %s as served, and %s without the temperature of %s.",
                Words.percentWithTenths(served.error()),
                Words.percentWithTenths(raw.error()),
                Words.number(report.temperature()))),
        List.of(),
        2,
        List.of(),
        List.of(
            new Section.Panel("", reliabilityPicture(served, raw)),
            new Section.Panel("", countPicture(served))));
  }

  private String reliabilityPicture(Reliability served, Reliability raw) {
    double[] diagonal = {0, 1};
    Plot plot =
        new Plot(HALF, SHARES, SHARES, ids)
            .percent()
            .percentBelow()
            .line(diagonal, diagonal, Pen.dashed(Ink.MUTED, 1));
    if (report.temperature() != 1) {
      plot.line(confidence(raw), accuracy(raw), Pen.dashed(OTHER, 0))
          .nameAtRight(last(accuracy(raw)), "without it", OTHER);
    }
    served.bins().forEach(bin -> plot.dot(bin.confidence(), bin.accuracy(), SERVED));
    return plot.line(confidence(served), accuracy(served), Pen.strong(SERVED))
        .nameAtRight(last(accuracy(served)), "temperature", SERVED)
        .titleAbove("answers that are right")
        .titleBelow("probability of the answer")
        .svg("Share of right answers by their probability, before and after temperature");
  }

  private String countPicture(Reliability served) {
    Extent counts = new Extent();
    served.bins().forEach(bin -> counts.with(bin.count()));
    Plot plot = new Plot(HALF, SHARES, counts.fromZero(), ids).percentBelow();
    for (Reliability.Bin bin : served.bins()) {
      double[] at = {bin.confidence(), bin.confidence()};
      plot.line(at, new double[] {0, bin.count()}, Pen.strong(SERVED))
          .dot(bin.confidence(), bin.count(), SERVED);
    }
    return plot.titleAbove("answers")
        .titleBelow("probability of the answer")
        .svg("Number of answers by their probability");
  }

  Section threshold() {
    double[][] probabilities = probabilities(AnswersReport.Answer::probabilities);
    AnswerCurve.Point chosen = AnswerCurve.point(probabilities, truth(), report.unknownBelow());
    List<AnswerCurve.Point> points = AnswerCurve.of(probabilities, truth()).points();
    double[] thresholds = each(points, AnswerCurve.Point::threshold);
    double[] answered = each(points, AnswerCurve.Point::answered);
    double[] right = each(points, AnswerCurve.Point::right);
    String svg =
        new Plot(Frame.WIDE, SHARES, SHARES, ids)
            .percent()
            .percentBelow()
            .upright(report.unknownBelow())
            .line(thresholds, answered, Pen.dashed(OTHER, 0))
            .line(thresholds, right, Pen.strong(SERVED))
            .dot(chosen.threshold(), chosen.answered(), OTHER)
            .dot(chosen.threshold(), chosen.right(), SERVED)
            .nameAtRight(last(answered), "answered", OTHER)
            .nameAtRight(lastFinite(right), "of these right", SERVED)
            .titleAbove("share")
            .titleBelow("unknown below this probability; the upright line is the one in force")
            .svg("Share answered and share right by the threshold for unknown");
    return new Section(
        "What unknown brings",
        List.of(
            Words.format(
                "In force: unknown below %s, which answers %s of the items, and %s of these rightly.",
                Words.percent(report.unknownBelow()),
                Words.percentWithTenths(chosen.answered()),
                Double.isNaN(chosen.right()) ? "none" : Words.percentWithTenths(chosen.right()))),
        List.of(),
        1,
        List.of(),
        List.of(new Section.Panel("", svg)));
  }

  private Reliability reliability(Function<AnswersReport.Answer, double[]> of) {
    return Reliability.of(probabilities(of), truth());
  }

  private double[][] probabilities(Function<AnswersReport.Answer, double[]> of) {
    return report.answers().stream().map(of).toArray(double[][]::new);
  }

  private int[] truth() {
    return report.answers().stream().mapToInt(AnswersReport.Answer::truth).toArray();
  }

  private static double[] confidence(Reliability reliability) {
    return reliability.bins().stream().mapToDouble(Reliability.Bin::confidence).toArray();
  }

  private static double[] accuracy(Reliability reliability) {
    return reliability.bins().stream().mapToDouble(Reliability.Bin::accuracy).toArray();
  }

  private static double[] each(
      List<AnswerCurve.Point> points, ToDoubleFunction<AnswerCurve.Point> of) {
    return points.stream().mapToDouble(of).toArray();
  }

  private static double last(double[] values) {
    return values[values.length - 1];
  }

  private static double lastFinite(double[] values) {
    double last = Double.NaN;
    for (double value : values) {
      last = Double.isFinite(value) ? value : last;
    }
    return last;
  }
}
