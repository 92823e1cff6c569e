package io.millrace.benchmarks.speed;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.events.Inference;
import io.millrace.events.TextEvent;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The peer does what a fair peer does. */
final class PeerAnswersTest {

  private final List<List<String>> runs = new ArrayList<>();

  @Test
  void textsRunTogetherInTheOrderInWhichTheyCame() {
    PeerAnswers answers = answers(2, 0);

    List<Inference> inferences = answers.to(events("a", "bb", "a", "ccc"));

    assertThat(runs).containsExactly(List.of("a", "bb"), List.of("a", "ccc"));
    assertThat(inferences).extracting(Inference::event).containsExactly("0", "1", "2", "3");
  }

  @Test
  void aPeerWithAMemoryComputesEqualTextsOnce() {
    PeerAnswers answers = answers(1, 10);

    answers.to(events("a", "bb", "a"));
    List<Inference> inferences = answers.to(events("bb", "a"));

    assertThat(runs).containsExactly(List.of("a"), List.of("bb"));
    assertThat(inferences).extracting(Inference::label).containsExactly("long", "unknown");
  }

  @Test
  void whatWasNotUsedForLongestIsForgotten() {
    PeerAnswers answers = answers(1, 2);
    answers.to(events("a", "bb"));
    answers.to(events("a", "ccc"));

    answers.to(events("a", "bb"));

    assertThat(runs.subList(3, runs.size())).containsExactly(List.of("bb"));
  }

  private PeerAnswers answers(int together, int remembered) {
    PeerSettings settings =
        new PeerSettings("", "", "", together, remembered, Path.of("head"), 0.6);
    return new PeerAnswers(settings, List.of("short", "long"), this::model);
  }

  /** Sure of what is longer than one letter, and of nothing else. */
  private double[][] model(List<String> texts) {
    runs.add(List.copyOf(texts));
    return texts.stream()
        .map(text -> text.length() > 1 ? new double[] {0.1, 0.9} : new double[] {0.5, 0.5})
        .toArray(double[][]::new);
  }

  private static List<TextEvent> events(String... texts) {
    return IntStream.range(0, texts.length)
        .mapToObj(
            i -> new TextEvent(Integer.toString(i), "source", Instant.EPOCH, texts[i], Map.of()))
        .toList();
  }
}
