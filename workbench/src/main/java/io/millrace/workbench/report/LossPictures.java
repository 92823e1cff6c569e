package io.millrace.workbench.report;

import java.util.List;
import java.util.Locale;
import org.apache.batik.svggen.SVGIDGenerator;
import org.jfree.data.Range;

/** Training and validation loss by epoch, a picture a run, all on one scale. */
final class LossPictures {

  private static final int SIDE_BY_SIDE = 3;

  private final List<LossCurve> curves;
  private final Palette palette;
  private final SVGIDGenerator ids;
  private final Range losses;

  LossPictures(List<LossCurve> curves, Palette palette, SVGIDGenerator ids) {
    this.curves = curves;
    this.palette = palette;
    this.ids = ids;
    Extent extent = new Extent();
    for (LossCurve curve : curves) {
      curve.epochs().forEach(epoch -> extent.with(epoch.training(), epoch.validation()));
    }
    losses = extent.padded(0.08);
  }

  Section section() {
    return new Section(
        "How it learned",
        curves.stream().map(LossPictures::sentence).toList(),
        List.of(),
        curves.size() == 1 ? 1 : SIDE_BY_SIDE,
        List.of(),
        curves.stream().map(this::panel).toList());
  }

  private static String sentence(LossCurve curve) {
    return String.format(
        Locale.ROOT,
        "%s: the weights after epoch %d of %d were kept, at a validation loss of %s.",
        title(curve),
        curve.bestEpoch(),
        curve.epochs().size(),
        Words.number(curve.best().validation()));
  }

  private static String title(LossCurve curve) {
    return curve.forecaster() + ", " + curve.run();
  }

  private Section.Panel panel(LossCurve curve) {
    Ink ink = palette.ink(curve.forecaster());
    double[] epochs = curve.epochs().stream().mapToDouble(LossCurve.EpochLoss::epoch).toArray();
    double[] training =
        curve.epochs().stream().mapToDouble(LossCurve.EpochLoss::training).toArray();
    double[] validation =
        curve.epochs().stream().mapToDouble(LossCurve.EpochLoss::validation).toArray();
    int last = epochs.length - 1;
    Plot plot =
        new Plot(
                curves.size() == 1 ? Frame.WIDE : Frame.THIRD,
                new Range(epochs[0], Math.max(epochs[last], epochs[0] + 1)),
                losses,
                ids)
            .line(epochs, training, Pen.dashed(Ink.MUTED, 0))
            .line(epochs, validation, Pen.strong(ink))
            .dot(curve.bestEpoch(), curve.best().validation(), ink)
            .nameAtRight(training[last], "training", Ink.MUTED)
            .nameAtRight(validation[last], "validation", ink)
            .titleAbove("loss")
            .titleBelow("epoch; the dot is the one that was kept");
    return new Section.Panel(
        curves.size() == 1 ? "" : title(curve), plot.svg("Loss by epoch of " + title(curve)));
  }
}
