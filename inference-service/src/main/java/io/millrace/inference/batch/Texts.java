package io.millrace.inference.batch;

import io.millrace.events.EventRecords;
import io.millrace.events.TextEvent;
import io.millrace.events.Topics;
import io.millrace.serving.Classifier;
import io.millrace.serving.ModelBundle;
import io.millrace.serving.ModelManifest;
import io.millrace.serving.ServingOptions;
import io.millrace.serving.Task;
import io.millrace.serving.TextClassifier;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** {@code text-events}. */
public record Texts() implements EventKind<TextEvent, String> {

  @Override
  public String topic() {
    return Topics.TEXT_EVENTS;
  }

  @Override
  public List<Task> tasks() {
    return List.of(Task.TEXT_CLASSIFICATION, Task.TEXT_EMBEDDING);
  }

  @Override
  public TextEvent decode(ConsumerRecord<byte[], byte[]> record) {
    return EventRecords.read(TextEvent.class, record.value(), record.headers());
  }

  @Override
  public Subject subject(TextEvent event) {
    return new Subject(event.id(), "text", event.source(), event.at(), event.attributes());
  }

  @Override
  public @Nullable String unfit(TextEvent event, ModelManifest model) {
    return null; // Any text can be tokenized; whether a long one is cut is the classifier's policy.
  }

  @Override
  public String input(TextEvent event, ModelManifest model) {
    return event.text();
  }

  @Override
  public TextEvent asked(Question question) {
    question.refuse("channels", question.channels(), "model of texts");
    String text = question.require("text", question.text());
    return new TextEvent(Question.ID, Question.SOURCE, Question.AT, text, Map.of());
  }

  @Override
  public Classifier<String> load(ModelBundle bundle, ServingOptions options) {
    return TextClassifier.loadAny(bundle, options);
  }
}
