package io.millrace.benchmarks.speed;

import io.millrace.benchmarks.Testbeds;
import io.millrace.benchmarks.text.CompressedSst2;
import io.millrace.workbench.proof.Bench;
import io.millrace.workbench.proof.Measurement;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A compressed classifier in the service, against the peer that runs the whole encoder one record
 * at a time.
 *
 * @param way how it was compressed
 * @param least times the peer's events/s: twice what the row {@code one-at-a-time} asks for
 * @param mostLost points of test accuracy
 */
record CompressedSpeedRow(
    String way,
    double least,
    double mostLost,
    int texts,
    int turns,
    int warmUp,
    long seed,
    Testbeds<SpeedTestbed> testbeds)
    implements SpeedRow {

  private static final String MODEL = "sst2-small";

  @Override
  public String name() {
    return "compressed";
  }

  @Override
  public String requirement() {
    return String.format(
        Locale.ROOT,
        "a compressed SST-2 classifier that loses ≤ %s point of test accuracy: ≥ %s × the events/s of"
            + " the peer one at a time, which is twice the first row",
        mostLost,
        least);
  }

  @Override
  public Measurement measure(Bench bench, SpeedTestbed bed) {
    MixedTexts all = MixedTexts.of(bench, texts + warmUp, seed);
    CompressedSst2 model = CompressedSst2.of(bench, way);
    double lost = model.pointsLost();
    bench.say("  %s: %.2f points lost", way, lost);
    Path root = model.writeSmall(bed.stack().folder().resolve("models"), MODEL);
    Contender ours = bed.ours(root, MODEL, Map.of("millrace.models.answer-cache", "0"));
    try (PeerProcess peer = bed.peer("the peer", "peer-1", 1, 0)) {
      Duel duel = new Duel(bed.stack(), ours, peer);
      duel.warmUp(new MixedTexts(all.texts().subList(texts, texts + warmUp)));
      List<MixedTexts> parts = new MixedTexts(all.texts().subList(0, texts)).parts(turns);
      for (int turn = 0; turn < turns; turn++) {
        duel.turn(turn, parts.get(turn));
        bench.say("  %s", duel);
      }
      double ratio = duel.ours().median() / duel.theirs().median();
      return new Measurement(
          String.format(
              Locale.ROOT,
              "%.2f × at %.2f points lost: %s, the peer %s",
              ratio,
              lost,
              duel.ours(),
              duel.theirs()),
          ratio >= least && lost <= mostLost,
          duel.ours().over(duel.theirs()),
          String.format(
              Locale.ROOT,
              "%s, the way that the row compressed-sst2 of the proof text-encoders chose on dev; points"
                  + " of SST-2 test, seed 1 of its three. %d turns of %,d SST-2, TREC and SMS texts;"
                  + " spread: ours over the peer's by turn. seed %d",
              way,
              turns,
              texts / turns,
              seed));
    }
  }
}
