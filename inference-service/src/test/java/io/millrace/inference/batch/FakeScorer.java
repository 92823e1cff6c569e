package io.millrace.inference.batch;

import io.millrace.events.TextEvent;
import io.millrace.serving.Classification;
import io.millrace.serving.Classified;
import io.millrace.serving.Explanation;
import io.millrace.serving.Work;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Labels a text with itself, fails on any batch that holds "poison", and remembers every batch. */
final class FakeScorer implements Scorer<TextEvent> {

  final List<List<String>> batches = new ArrayList<>();
  RuntimeException poison = new IllegalStateException("the model failed");
  RuntimeException always;
  RuntimeException broken;
  Runnable onScore = () -> {};
  private final ModelIdentity model;
  boolean closed;
  int checks;

  FakeScorer() {
    this("triage", "7");
  }

  FakeScorer(String name, String version) {
    model = new ModelIdentity(name, version);
  }

  @Override
  public ModelIdentity model() {
    return model;
  }

  @Override
  public String unfit(TextEvent event) {
    return event.text().equals("unfit") ? "text: does not fit" : null;
  }

  @Override
  public Classified score(List<TextEvent> events) {
    List<String> texts = events.stream().map(TextEvent::text).toList();
    batches.add(texts);
    onScore.run();
    if (always != null) {
      throw always;
    }
    if (texts.contains("poison")) {
      throw poison;
    }
    return new Classified(texts.stream().map(this::answer).toList(), Work.none());
  }

  /** The text "vector" has an embedding, "bare" nothing else; "both" has two labels. */
  private Classification answer(String text) {
    if (text.equals("bare")) {
      return Classification.ofVector(new float[] {3, model.version().equals("8") ? 4 : 0});
    }
    return new Classification(
        text,
        text.equals("both") ? List.of("both", "other") : List.of(text),
        new TreeMap<>(Map.of(text, 0.123456789)),
        text.equals("vector") ? new float[] {0.5f, -1} : new float[0]);
  }

  @Override
  public Explanation explain(TextEvent event, Classification answer, Duration budget) {
    if (event.text().equals("inexplicable")) {
      throw new IllegalStateException("no explanation");
    }
    return new Explanation(
        answer.label(), List.of(new Explanation.Part(0, 1, event.text().substring(0, 1), 1)), true);
  }

  @Override
  public void check() {
    checks++;
    if (broken != null) {
      throw broken;
    }
  }

  @Override
  public void close() {
    closed = true;
  }
}
