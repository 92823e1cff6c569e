package io.millrace.inference.models;

import io.millrace.events.TextEvent;
import io.millrace.inference.batch.EventKind;
import io.millrace.inference.batch.Question;
import io.millrace.inference.batch.Subject;
import io.millrace.inference.batch.Texts;
import io.millrace.serving.Classifier;
import io.millrace.serving.ModelBundle;
import io.millrace.serving.ModelManifest;
import io.millrace.serving.ServingOptions;
import io.millrace.serving.Task;
import java.util.List;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Texts, with classifiers of the test's making.
 *
 * @param load makes one of a bundle
 */
public record FakeTexts(Function<ModelBundle, Classifier<String>> load)
    implements EventKind<TextEvent, String> {

  private static final Texts TEXTS = new Texts();

  @Override
  public String topic() {
    return TEXTS.topic();
  }

  @Override
  public List<Task> tasks() {
    return TEXTS.tasks();
  }

  @Override
  public TextEvent decode(ConsumerRecord<byte[], byte[]> record) {
    return TEXTS.decode(record);
  }

  @Override
  public Subject subject(TextEvent event) {
    return TEXTS.subject(event);
  }

  @Override
  public String unfit(TextEvent event, ModelManifest model) {
    return TEXTS.unfit(event, model);
  }

  @Override
  public String input(TextEvent event, ModelManifest model) {
    return TEXTS.input(event, model);
  }

  @Override
  public TextEvent asked(Question question) {
    return TEXTS.asked(question);
  }

  @Override
  public Classifier<String> load(ModelBundle bundle, ServingOptions options) {
    return load.apply(bundle);
  }
}
