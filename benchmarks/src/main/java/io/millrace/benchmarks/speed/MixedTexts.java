package io.millrace.benchmarks.speed;

import io.millrace.events.TextEvent;
import io.millrace.workbench.proof.Bench;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/** Film reviews, questions and short messages as they are, in the order in which they arrive. */
record MixedTexts(List<String> texts) {

  /** Whose events keep their order among themselves. */
  private static final int SOURCES = 100;

  private static final Instant START = Instant.parse("2026-05-01T00:00:00Z");

  MixedTexts {
    texts = List.copyOf(texts);
  }

  /**
   * All of SST-2, TREC and SMS, shuffled, of which the first are taken.
   *
   * @throws io.millrace.workbench.proof.MissingDataException if the data is not there
   */
  static MixedTexts of(Bench bench, int count, long seed) {
    List<String> all = new ArrayList<>();
    for (String part : List.of("train", "dev", "test")) {
      lines(bench, "text/SST2/" + part + ".tsv")
          .forEach(line -> all.add(line.substring(0, line.lastIndexOf('\t'))));
    }
    for (String part : List.of("train", "test")) {
      lines(bench, "text/TREC." + part + ".all")
          .forEach(line -> all.add(line.substring(line.indexOf(' ') + 1)));
    }
    lines(bench, "text/sms.tsv").forEach(line -> all.add(line.substring(line.indexOf('\t') + 1)));
    all.removeIf(String::isBlank);
    Collections.shuffle(all, new Random(seed));
    return new MixedTexts(all.subList(0, count));
  }

  /** TREC has some Latin-1 bytes. */
  private static List<String> lines(Bench bench, String file) {
    try {
      return Files.readAllLines(bench.file(file), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Parts of equal size, one after the other. */
  List<MixedTexts> parts(int count) {
    int size = texts.size() / count;
    return IntStream.range(0, count)
        .mapToObj(part -> new MixedTexts(texts.subList(part * size, (part + 1) * size)))
        .toList();
  }

  /**
   * @param run of which the ids of the events tell
   */
  List<TextEvent> events(String run) {
    return IntStream.range(0, texts.size()).mapToObj(i -> event(run, i)).toList();
  }

  private TextEvent event(String run, int number) {
    return new TextEvent(
        run + "-" + number,
        "source-" + number % SOURCES,
        START.plusMillis(number),
        texts.get(number),
        Map.of());
  }
}
