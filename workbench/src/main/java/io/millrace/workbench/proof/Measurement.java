package io.millrace.workbench.proof;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What one row reached.
 *
 * @param reached in the words of the requirement
 * @param kept whether the bound holds
 * @param runs the single results behind it; empty if there is one only
 * @param note what a reader must know to judge it; empty if nothing
 */
public record Measurement(String reached, boolean kept, List<Double> runs, String note) {

  public Measurement {
    runs = List.copyOf(runs);
  }

  /** A row that one run decides. */
  public static Measurement of(String reached, boolean kept) {
    return new Measurement(reached, kept, List.of(), "");
  }

  public Measurement withNote(String words) {
    return new Measurement(reached, kept, runs, words);
  }

  /** The single results, smallest to largest; empty if there is one only. */
  public String spread() {
    return runs.size() < 2
        ? ""
        : runs.stream()
            .sorted()
            .map(run -> String.format(Locale.ROOT, "%.4g", run))
            .collect(Collectors.joining(" · "));
  }
}
