package io.millrace.benchmarks.inference;

import io.millrace.benchmarks.Service;
import io.millrace.benchmarks.Testbeds;
import io.millrace.workbench.Millrace;
import io.millrace.workbench.proof.Bench;
import io.millrace.workbench.proof.Measurement;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import picocli.CommandLine;

/**
 * Records on which a version of a model fails, replayed once another serves.
 *
 * @param records that fail, each with 255 others
 */
record PoisonReplayRow(int records, long seed, Testbeds<InferenceTestbed> testbeds)
    implements GuaranteeRow {

  private static final String MODEL = "mending";
  private static final int KEYS = 8;

  @Override
  public String name() {
    return "poison-replay";
  }

  @Override
  public String requirement() {
    return "records that a version fails on are rejected; after a fixed version is released,"
        + " millrace rejected replay has each scored once";
  }

  @Override
  public Measurement measure(Bench bench, InferenceTestbed bed) {
    Service service = bed.inference(bed.models().tripping(MODEL, 1));
    TextLoad good = TextLoad.of("poison-replay", Keys.even(KEYS, seed));
    TextLoad failing = TextLoad.of("poison-replay-bad", Keys.even(KEYS, seed)).after("stumble");
    List<String> places = new ArrayList<>();
    try (LoadRun run = new LoadRun(bed, good);
        LoadRun poison = new LoadRun(bed, failing, rejection -> places.add(place(rejection)))) {
      for (int i = 0; i < records; i++) {
        run.send(i * PoisonRow.GOOD, (i + 1) * PoisonRow.GOOD);
        poison.send(i, i + 1);
      }
      Account scored = run.settled(records * PoisonRow.GOOD);
      poison.await(() -> places.size() >= records);
      int rejected = places.size();
      Releasing releasing = new Releasing(bed, service, MODEL);
      releasing.release(bed.models().in("mended").tiny(MODEL, 2), 2);
      releasing.awaitServing(2);
      String said = replay(bed, places);
      Account mended = poison.settled(records);
      return measurement(scored, rejected, mended, poison.outcome().versions().keySet(), said);
    }
  }

  private static String place(ConsumerRecord<byte[], byte[]> rejection) {
    return rejection.partition() + "@" + rejection.offset();
  }

  private static String replay(InferenceTestbed bed, List<String> places) {
    List<String> words = new ArrayList<>(List.of("rejected", "replay"));
    words.addAll(places);
    words.add("--bootstrap=" + bed.stack().bootstrapServers());
    StringWriter said = new StringWriter();
    int exit =
        new CommandLine(new Millrace())
            .setOut(new PrintWriter(said))
            .setErr(new PrintWriter(said))
            .execute(words.toArray(new String[0]));
    if (exit != 0) {
      throw new IllegalStateException("replay ended with " + exit + ": " + said);
    }
    return said.toString().strip();
  }

  private Measurement measurement(
      Account scored, int rejected, Account mended, Set<String> versions, String said) {
    return Measurement.of(
            String.format(
                Locale.ROOT,
                "%s; %d rejected; after the replay %s, by version %s",
                scored,
                rejected,
                mended,
                String.join(", ", versions)),
            scored.exact() && rejected == records && mended.exact() && versions.equals(Set.of("2")))
        .withNote("The command says: " + said.lines().reduce((one, last) -> last).orElse(""));
  }
}
