package io.millrace.benchmarks.speed;

import io.millrace.benchmarks.Testbeds;
import io.millrace.workbench.proof.Proof;
import io.millrace.workbench.proof.ProofRow;
import java.time.Duration;
import java.util.List;

/** From the topic to the committed inference, beside what a user would write instead. */
public final class PipelineSpeed implements Proof {

  private static final long SEED = 20261129;
  private static final int TEXTS = 20_000;
  private static final int TURNS = 5;
  private static final int WARM_UP = 600;

  @Override
  public String name() {
    return "pipeline-speed";
  }

  @Override
  public String claim() {
    return "With its guarantees on, the whole is faster than a plain consumer around ONNX Runtime.";
  }

  @Override
  public List<ProofRow> rows() {
    Testbeds<SpeedTestbed> fresh = Testbeds.fresh(SpeedTestbed::fresh);
    return List.of(
        new AgainstPeerRow("one-at-a-time", 1, 1.25, TEXTS, TURNS, WARM_UP, SEED, fresh),
        new AgainstPeerRow("padded-batches", 32, 1.5, TEXTS, TURNS, WARM_UP, SEED, fresh),
        new UsefulFlopsRow(0.75, TEXTS, TURNS, WARM_UP, SEED, fresh),
        new RecordedLogsRow(1_200, TURNS, 300, 4_096, 10, 1, SEED, fresh),
        new CompressedSpeedRow("layers:5+int8", 2.5, 0.5, TEXTS, TURNS, WARM_UP, SEED, fresh),
        new LoadStepRow(
            4_000, TURNS, Duration.ofSeconds(10), Duration.ofSeconds(20), 10, SEED, fresh),
        new StartUpRow(TURNS, 15, 3, fresh));
  }
}
