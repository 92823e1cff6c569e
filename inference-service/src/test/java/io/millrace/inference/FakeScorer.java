package io.millrace.inference;

import io.millrace.events.EventJson;
import io.millrace.events.Inference;
import io.millrace.events.TextEvent;
import io.millrace.serving.Classification;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Labels a text with itself, fails on any batch that holds "poison", and remembers every batch. */
final class FakeScorer implements Scorer<TextEvent> {

  final List<List<String>> batches = new ArrayList<>();
  RuntimeException poison = new IllegalStateException("the model failed");
  RuntimeException always;

  @Override
  public ModelIdentity model() {
    return new ModelIdentity("triage", "7");
  }

  @Override
  public TextEvent decode(byte[] value) {
    return EventJson.read(TextEvent.class, value);
  }

  @Override
  public String unfit(TextEvent event) {
    return event.text().equals("unfit") ? "text: does not fit" : null;
  }

  @Override
  public List<Classification> score(List<TextEvent> events) {
    List<String> texts = events.stream().map(TextEvent::text).toList();
    batches.add(texts);
    if (always != null) {
      throw always;
    }
    if (texts.contains("poison")) {
      throw poison;
    }
    return texts.stream()
        .map(text -> new Classification(text, new TreeMap<>(Map.of(text, 0.123456789))))
        .toList();
  }

  @Override
  public Inference inference(TextEvent event, Classification answer) {
    return model().inference(event.id(), "text", event.source(), event.at(), answer);
  }

  @Override
  public Map<String, String> attributes(TextEvent event) {
    return event.attributes();
  }

  @Override
  public TextEvent asked(Question question) {
    String text = question.require("text", question.text());
    return new TextEvent(Question.ID, Question.SOURCE, Question.AT, text, Map.of());
  }

  @Override
  public void close() {}
}
