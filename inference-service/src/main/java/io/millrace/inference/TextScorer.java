package io.millrace.inference;

import io.millrace.events.EventJson;
import io.millrace.events.Inference;
import io.millrace.events.TextEvent;
import io.millrace.serving.Classification;
import io.millrace.serving.TextClassifier;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Scores text events with a text classifier, which it closes. */
record TextScorer(TextClassifier classifier) implements Scorer<TextEvent> {

  @Override
  public ModelIdentity model() {
    return ModelIdentity.of(classifier.manifest());
  }

  @Override
  public TextEvent decode(byte @Nullable [] value) {
    return EventJson.read(TextEvent.class, value);
  }

  @Override
  public @Nullable String unfit(TextEvent event) {
    return null; // Any text can be tokenized; a long one is cut.
  }

  @Override
  public List<Classification> score(List<TextEvent> events) {
    return classifier.classify(events.stream().map(TextEvent::text).toList()).answers();
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
    question.refuse("channels", question.channels(), "model of texts");
    String text = question.require("text", question.text());
    return new TextEvent(Question.ID, Question.SOURCE, Question.AT, text, Map.of());
  }

  @Override
  public void close() {
    classifier.close();
  }
}
