package io.millrace.benchmarks.inference;

import io.millrace.benchmarks.Testbeds;
import io.millrace.events.Topics;
import io.millrace.workbench.proof.Bench;
import io.millrace.workbench.proof.Measurement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One record of each kind that nobody can score, each among others that anybody can.
 *
 * @param rounds how often, each time elsewhere among them
 */
record PoisonRow(int rounds, long seed, Testbeds<InferenceTestbed> testbeds)
    implements GuaranteeRow {

  static final int GOOD = 255; // with each that is not

  private static final int KEYS = 8;

  @Override
  public String name() {
    return "poison";
  }

  @Override
  public String requirement() {
    return "1 poison record of each of "
        + Poison.values().length
        + " kinds per 256: 255 scored, 1 rejected, key, bytes and headers equal, order kept";
  }

  @Override
  public Measurement measure(Bench bench, InferenceTestbed bed) {
    String roots = bed.models().tripping("tripping", 1) + "," + bed.models().frames("frames", 1);
    bed.inference(roots);
    Rejected rejected = new Rejected();
    try (LoadRun frames = new LoadRun(bed, new FrameLoad("poison-frame", keys()));
        LoadRun texts = new LoadRun(bed, TextLoad.of("poison-text", keys()), rejected::read)) {
      List<String> tags = new ArrayList<>();
      int sentFrames = send(bed, frames, Topics.SENSOR_EVENTS, rejected, tags);
      int sentTexts = send(bed, texts, Topics.TEXT_EVENTS, rejected, tags);
      Account ofFrames = frames.settled(sentFrames);
      Account ofTexts = texts.settled(sentTexts);
      return measurement(bench, ofTexts, ofFrames, rejected, tags);
    }
  }

  private Keys keys() {
    return Keys.even(KEYS, seed);
  }

  /** Blocks of 256, one for each kind that the topic has. */
  private int send(
      InferenceTestbed bed, LoadRun run, String topic, Rejected rejected, List<String> tags) {
    Random random = new Random(seed);
    int sent = 0;
    for (int round = 0; round < rounds; round++) {
      for (Poison kind : kinds(topic)) {
        int place = sent + random.nextInt(GOOD);
        String tag = "poison-" + kind + "-" + round;
        run.send(sent, place);
        bed.stack().send(rejected.tagged(tag, kind.record(tag, run.load().key(place))));
        run.send(place, sent + GOOD);
        sent += GOOD;
        tags.add(tag);
      }
    }
    return sent;
  }

  private static List<Poison> kinds(String topic) {
    return Stream.of(Poison.values()).filter(kind -> kind.topic().equals(topic)).toList();
  }

  private Measurement measurement(
      Bench bench, Account texts, Account frames, Rejected rejected, List<String> tags) {
    List<String> faults =
        tags.stream()
            .filter(tag -> !rejected.fault(tag).isEmpty())
            .map(tag -> tag + ": " + rejected.fault(tag))
            .toList();
    faults.forEach(fault -> bench.say("  %s", fault));
    String stages =
        tags.stream()
            .limit(Poison.values().length)
            .map(
                tag ->
                    tag.substring("poison-".length(), tag.lastIndexOf('-'))
                        + ": "
                        + rejected.stage(tag))
            .collect(Collectors.joining(", "))
            .toLowerCase(Locale.ROOT)
            .replace('_', ' ');
    return Measurement.of(
            String.format(
                Locale.ROOT,
                "texts %s; frames %s; %d of %d rejected once with equal bytes",
                texts,
                frames,
                tags.size() - faults.size(),
                tags.size()),
            texts.exact() && frames.exact() && faults.isEmpty())
        .withNote("By stage: " + stages + ".");
  }
}
