package io.millrace.benchmarks.speed.hotpath;

import io.millrace.events.TextEvent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Texts of 4 to 40 plain words, the same for the same seed. */
record Sentences(long seed) {

  private static final int SHORTEST = 4; // words
  private static final int LONGEST = 40;

  private static final List<String> WORDS =
      List.of(
          "the broker at node seven did not answer within thirty seconds and its leader moved while"
              .split(" "));

  List<String> texts(int count) {
    SplittableRandom random = new SplittableRandom(seed);
    return IntStream.range(0, count).mapToObj(i -> text(random)).toList();
  }

  List<TextEvent> events(int count) {
    List<String> texts = texts(count);
    return IntStream.range(0, count).mapToObj(i -> event(i, texts.get(i))).toList();
  }

  private static TextEvent event(int number, String text) {
    Instant at = Instant.EPOCH.plusSeconds(number);
    return new TextEvent("event-" + number, "source-" + number % 10, at, text, Map.of());
  }

  private static String text(SplittableRandom random) {
    return IntStream.range(0, random.nextInt(SHORTEST, LONGEST + 1))
        .mapToObj(i -> WORDS.get(random.nextInt(WORDS.size())))
        .collect(Collectors.joining(" "));
  }
}
