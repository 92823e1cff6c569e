package io.millrace.benchmarks.speed;

import io.millrace.benchmarks.Testbeds;
import io.millrace.workbench.proof.Bench;
import io.millrace.workbench.proof.Measurement;
import java.util.List;
import java.util.Locale;

/**
 * A backlog of texts drained by inference-service and by a plain consumer around ONNX Runtime, in
 * turn: each turn both drain the same part of the texts.
 *
 * @param together texts that the peer runs together
 * @param least times its events/s
 * @param texts of all turns
 * @param warmUp texts that both drain before
 */
record AgainstPeerRow(
    String name,
    int together,
    double least,
    int texts,
    int turns,
    int warmUp,
    long seed,
    Testbeds<SpeedTestbed> testbeds)
    implements SpeedRow {

  /** Of the labels: float32 sums in another order may tip what is on an edge. */
  private static final double SAME = 0.995;

  @Override
  public String requirement() {
    return String.format(
        Locale.ROOT,
        "%,d SST-2, TREC and SMS texts as they arrive, exactly once, no cache: ≥ %s × the events/s of"
            + " KafkaConsumer + ONNX Runtime 1.22 + KafkaProducer, %s, in transactions, same weights",
        texts,
        least,
        peer());
  }

  private String peer() {
    return together == 1
        ? "one record at a time"
        : "batches of " + together + " padded to the longest";
  }

  @Override
  public Measurement measure(Bench bench, SpeedTestbed bed) {
    MixedTexts all = MixedTexts.of(bench, texts + warmUp, seed);
    MixedTexts warming = new MixedTexts(all.texts().subList(texts, texts + warmUp));
    try (PeerProcess peer = bed.peer(peer(), "peer-" + together, together, 0)) {
      Duel duel = new Duel(bed.stack(), bed.uncached(), peer);
      duel.warmUp(warming);
      List<MixedTexts> parts = new MixedTexts(all.texts().subList(0, texts)).parts(turns);
      for (int turn = 0; turn < turns; turn++) {
        duel.turn(turn, parts.get(turn));
        bench.say("  %s", duel);
      }
      return measurement(duel);
    }
  }

  private Measurement measurement(Duel duel) {
    double ratio = duel.ours().median() / duel.theirs().median();
    return new Measurement(
        String.format(Locale.ROOT, "%.2f ×: %s, the peer %s", ratio, duel.ours(), duel.theirs()),
        ratio >= least && duel.agreement() >= SAME,
        duel.ours().over(duel.theirs()),
        String.format(
            Locale.ROOT,
            "%d turns of %,d texts after %,d to warm up, in arrival order; spread: ours over the"
                + " peer's by turn. Counted between the first and the last committed outputs. Same"
                + " label on %.2f %% of the texts. Ours and the peer on cores %s, broker and reader"
                + " beside them. seed %d",
            turns,
            texts / turns,
            warmUp,
            100 * duel.agreement(),
            duel.cores(),
            seed));
  }
}
