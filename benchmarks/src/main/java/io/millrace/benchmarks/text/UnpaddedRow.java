package io.millrace.benchmarks.text;

import io.millrace.transformers.text.EncoderClassifier;
import io.millrace.transformers.text.EncoderSession;
import io.millrace.transformers.text.FineTuned;
import io.millrace.transformers.text.LabelledText;
import io.millrace.transformers.text.TextPieces;
import io.millrace.workbench.proof.Bench;
import io.millrace.workbench.proof.Measurement;
import io.millrace.workbench.proof.ProofRow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.TreeMap;

/**
 * The same classifier with padding and without, on batches of real texts of which padding is a
 * small or a large share.
 */
record UnpaddedRow() implements ProofRow {

  private static final long SEED = 20261128;
  private static final int ROWS = 32;
  private static final int BATCHES = 40; // of each kind
  private static final int PAIRS = 3; // of runs of each batch
  private static final double TOLERANCE = 1e-4;

  @Override
  public String name() {
    return "unpadded";
  }

  @Override
  public String requirement() {
    return "unpadded against padded on mixed lengths (SST-2, TREC, SMS): logits within 1e-4; time"
        + " falls with the share of padding";
  }

  @Override
  public String published() {
    return "";
  }

  @Override
  public Measurement measure(Bench bench) {
    FineTuned model = new FineTunedRun(BenchmarkTexts.SST2, Recipes.sst2(1)).fineTuned(bench);
    EncoderClassifier classifier = model.classifier();
    try (EncoderSession padded = session(model, classifier, false);
        EncoderSession unpadded = session(model, classifier, true)) {
      double apart = 0;
      TreeMap<Integer, List<Double>> ratios = new TreeMap<>(); // by tens of per cent of padding
      for (int[][] batch : batches(bench, model)) {
        apart = Math.max(apart, apart(padded.encode(batch), unpadded.encode(batch)));
        ratios
            .computeIfAbsent((int) (share(batch) * 10), tens -> new ArrayList<>())
            .add(ratio(padded, unpadded, batch));
      }
      return measurement(apart, ratios);
    }
  }

  private static EncoderSession session(
      FineTuned model, EncoderClassifier classifier, boolean unpadded) {
    return EncoderSession.logits(
        classifier.withEncoder(classifier.encoder().withUnpadded(unpadded)), model.weights());
  }

  private Measurement measurement(double apart, TreeMap<Integer, List<Double>> ratios) {
    StringBuilder note =
        new StringBuilder("Time without padding over time with it, median, by padding's share: ");
    List<Double> medians = new ArrayList<>();
    boolean falls = true;
    for (var entry : ratios.entrySet()) {
      if (entry.getValue().size() < 3) {
        continue; // too few to say
      }
      Collections.sort(entry.getValue());
      double median = entry.getValue().get(entry.getValue().size() / 2);
      falls &= medians.isEmpty() || median < medians.get(medians.size() - 1) + 0.05;
      medians.add(median);
      note.append(
          String.format(
              Locale.ROOT,
              "%d–%d %%: %.2f (%d batches); ",
              10 * entry.getKey(),
              10 * entry.getKey() + 10,
              median,
              entry.getValue().size()));
    }
    double first = medians.get(0);
    double last = medians.get(medians.size() - 1);
    note.append("batches of ").append(ROWS).append(" texts, drawn at random and drawn by length.");
    return new Measurement(
        String.format(
            Locale.ROOT,
            "largest difference %.1e; time ratio from %.2f to %.2f",
            apart,
            first,
            last),
        apart <= TOLERANCE && falls && last < 0.7 * first,
        List.of(),
        note.toString());
  }

  /** As many of texts drawn at random as of neighbours in length. */
  private static List<int[][]> batches(Bench bench, FineTuned model) {
    int[][] all;
    try (TextPieces pieces = model.pretrained().pieces()) {
      all = pieces.ids(texts(bench));
    }
    Random random = new Random(SEED);
    Collections.shuffle(Arrays.asList(all), random);
    List<int[][]> batches = new ArrayList<>();
    for (int i = 0; i < BATCHES; i++) {
      batches.add(Arrays.copyOfRange(all, i * ROWS, (i + 1) * ROWS));
    }
    int[][] byLength = Arrays.copyOfRange(all, BATCHES * ROWS, 2 * BATCHES * ROWS);
    Arrays.sort(byLength, Comparator.comparingInt(text -> text.length));
    for (int i = 0; i < BATCHES; i++) {
      batches.add(Arrays.copyOfRange(byLength, i * ROWS, (i + 1) * ROWS));
    }
    return batches;
  }

  private static List<String> texts(Bench bench) {
    List<String> texts = new ArrayList<>();
    for (BenchmarkTexts benchmark : BenchmarkTexts.values()) {
      benchmark.split(bench).training().stream().map(LabelledText::text).forEach(texts::add);
    }
    for (String line : BenchmarkTexts.lines(bench.file("text/sms.tsv"))) {
      texts.add(line.substring(line.indexOf('\t') + 1));
    }
    return texts;
  }

  private static double share(int[][] batch) {
    int longest = Arrays.stream(batch).mapToInt(text -> text.length).max().orElseThrow();
    int real = Arrays.stream(batch).mapToInt(text -> text.length).sum();
    return 1 - (double) real / (longest * batch.length);
  }

  private static double ratio(EncoderSession padded, EncoderSession unpadded, int[][] batch) {
    List<Double> ratios = new ArrayList<>();
    for (int pair = 0; pair < PAIRS; pair++) {
      double with = seconds(padded, batch);
      ratios.add(seconds(unpadded, batch) / with);
    }
    Collections.sort(ratios);
    return ratios.get(PAIRS / 2);
  }

  private static double seconds(EncoderSession session, int[][] batch) {
    long start = System.nanoTime();
    session.encode(batch);
    return (System.nanoTime() - start) / 1e9;
  }

  private static double apart(float[][] one, float[][] other) {
    double apart = 0;
    for (int i = 0; i < one.length; i++) {
      for (int label = 0; label < one[i].length; label++) {
        apart = Math.max(apart, Math.abs((double) one[i][label] - other[i][label]));
      }
    }
    return apart;
  }
}
