package io.millrace.benchmarks.networks;

import io.millrace.workbench.proof.Bench;
import io.millrace.workbench.proof.Measurement;
import io.millrace.workbench.proof.ProofRow;
import java.util.List;
import java.util.Locale;

/** Whether the networks compute what their papers say. */
public record MechanismsRow(long seed) implements ProofRow {

  private static final int HORIZON = 96;
  private static final int[][] PERIODS = {{96, 24}, {96, 12}, {84, 7}, {2048, 128}};

  @Override
  public String name() {
    return "mechanisms";
  }

  @Override
  public String requirement() {
    return "ProbSparse with every query chosen equals attention within 1e-6, an unchosen row the"
        + " mean of the values; a series of period p correlates most at a multiple of p; season and"
        + " trend sum to the series; a selective scan equals a loop within 1e-5; Informer gives all"
        + " leads in one call";
  }

  @Override
  public String published() {
    return "";
  }

  @Override
  public Measurement measure(Bench bench) {
    Mechanisms mechanisms = new Mechanisms(seed);
    double attention = mechanisms.allQueriesChosen();
    double mean = mechanisms.unchosenIsMean();
    double sum = mechanisms.seasonAndTrend();
    double scan = 0;
    for (int length : new int[] {1, 17, 300, 2000}) {
      scan = Math.max(scan, mechanisms.scanAgainstLoop(length));
    }
    int leads = mechanisms.leadsOfOneCall(HORIZON);
    StringBuilder delays = new StringBuilder();
    boolean multiples = true;
    for (int[] each : PERIODS) {
      int delay = mechanisms.topDelay(each[0], each[1]);
      multiples &= delay % each[1] == 0;
      delays.append(delays.isEmpty() ? "" : ", ").append(delay).append(" of ").append(each[1]);
    }
    return new Measurement(
        String.format(
            Locale.ROOT,
            "attention %.1e; mean %.1e; delays %s; season and trend %.1e; scan %.1e; %d of %d leads",
            attention,
            mean,
            delays,
            sum,
            scan,
            leads,
            HORIZON),
        attention <= 1e-6
            && mean <= 1e-6
            && multiples
            && sum <= 1e-6
            && scan <= 1e-5
            && leads == HORIZON,
        List.of(),
        "Largest differences; delays above 0 of noisy series; scans of 1 to 2,000 steps against a"
            + " loop in double precision, as a share of the largest output.");
  }
}
