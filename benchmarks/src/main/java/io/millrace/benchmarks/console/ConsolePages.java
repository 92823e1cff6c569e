package io.millrace.benchmarks.console;

import io.millrace.workbench.proof.Proof;
import io.millrace.workbench.proof.ProofRow;
import java.time.Duration;
import java.util.List;

/** The console of a Millrace that runs, in a real browser. */
public final class ConsolePages implements Proof {

  @Override
  public String name() {
    return "console";
  }

  @Override
  public String claim() {
    return "Every page shows what flows, soon and for long, and says what is gone.";
  }

  @Override
  public List<ProofRow> rows() {
    return List.of(
        new InteractiveRow(5, Duration.ofMillis(1_500)),
        new RealDataRow(Duration.ofSeconds(60)),
        new HeapRow(Duration.ofMinutes(30), Duration.ofSeconds(6), 5, 0.05),
        new ServicesAwayRow(Duration.ofSeconds(15), Duration.ofSeconds(30)));
  }
}
