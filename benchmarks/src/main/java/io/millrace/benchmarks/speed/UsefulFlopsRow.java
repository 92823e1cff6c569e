package io.millrace.benchmarks.speed;

import io.millrace.benchmarks.Latencies;
import io.millrace.benchmarks.ServiceMetrics;
import io.millrace.benchmarks.Testbeds;
import io.millrace.transformers.text.MiniLm;
import io.millrace.transformers.text.TextPieces;
import io.millrace.workbench.proof.Bench;
import io.millrace.workbench.proof.Measurement;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The arithmetic that the texts need, padding not counted, over the time that the whole service
 * took for them, beside what this machine can do at most. Both are measured in turn.
 */
record UsefulFlopsRow(
    double least, int texts, int turns, int warmUp, long seed, Testbeds<SpeedTestbed> testbeds)
    implements SpeedRow {

  private static final List<String> STAGES = List.of("decode", "model", "write", "commit");

  @Override
  public String name() {
    return "useful-flops";
  }

  @Override
  public String requirement() {
    return String.format(
        Locale.ROOT,
        "FLOP/s of real tokens only, from topic to committed inference: ≥ %s of the measured"
            + " float32 matrix-product peak",
        least);
  }

  @Override
  public Measurement measure(Bench bench, SpeedTestbed bed) {
    MixedTexts all = MixedTexts.of(bench, texts + warmUp, seed);
    List<MixedTexts> parts = new MixedTexts(all.texts().subList(0, texts)).parts(turns);
    Contender.Ours ours = bed.uncached();
    Drain.of(
        bed.stack(), ours, new MixedTexts(all.texts().subList(texts, texts + warmUp)).events("w"));
    ServiceMetrics before = ServiceMetrics.of(ours.service());
    List<Double> shares = new ArrayList<>();
    List<Double> peaks = new ArrayList<>();
    List<Double> useful = new ArrayList<>();
    for (MixedTexts part : parts) {
      double rate = Drain.of(bed.stack(), ours, part.events("u" + shares.size())).perSecond();
      peaks.add(MatrixPeak.gigaflops());
      useful.add(rate * flopOfOne(part) / 1e9);
      shares.add(useful.get(useful.size() - 1) / peaks.get(peaks.size() - 1));
      bench.say(
          "  %.1f of %.1f GFLOP/s", useful.get(useful.size() - 1), peaks.get(peaks.size() - 1));
    }
    String stages = stages(before, ServiceMetrics.of(ours.service()));
    double share = Latencies.of(shares).quantile(0.5);
    return new Measurement(
        String.format(
            Locale.ROOT,
            "%.2f: %.0f of %.0f GFLOP/s",
            share,
            Latencies.of(useful).quantile(0.5),
            Latencies.of(peaks).quantile(0.5)),
        share >= least,
        shares,
        String.format(
            Locale.ROOT,
            "%d turns of %,d SST-2, TREC and SMS texts, the peak after each; spread: share by turn."
                + " %.1f MFLOP a text on average: matrix products and attention of its own word"
                + " pieces, [CLS] and [SEP] included. Of the loop's time: %s. seed %d",
            turns,
            texts / turns,
            flopOfOne(parts.get(0)) / 1e6,
            stages,
            seed));
  }

  /** What share each stage had; tokenizing runs beside the model. */
  private static String stages(ServiceMetrics before, ServiceMetrics after) {
    List<Double> seconds =
        STAGES.stream().map(each -> stage(after, each) - stage(before, each)).toList();
    double all = seconds.stream().mapToDouble(Double::doubleValue).sum();
    return IntStream.range(0, STAGES.size())
        .mapToObj(
            i ->
                String.format(Locale.ROOT, "%s %.1f %%", STAGES.get(i), 100 * seconds.get(i) / all))
        .collect(Collectors.joining(", "));
  }

  private static double stage(ServiceMetrics metrics, String stage) {
    return metrics.sum("millrace_stage_time_seconds_sum", "stage", stage);
  }

  /** FLOP of a text, on average. */
  private static double flopOfOne(MixedTexts texts) {
    try (TextPieces pieces = MiniLm.pretrained().pieces()) {
      return texts.texts().stream()
          .mapToDouble(text -> flop(pieces.ids(text).length))
          .average()
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Of MiniLM, two for each multiplication and addition. */
  static double flop(int tokens) {
    double layers = 6;
    double width = 384;
    double hidden = 1536;
    double maps = 2 * tokens * (4 * width * width + 2 * width * hidden);
    double attention = 2 * 2.0 * tokens * tokens * width; // scores, and what they weigh
    return layers * (maps + attention);
  }
}
