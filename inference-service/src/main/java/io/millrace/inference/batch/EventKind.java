package io.millrace.inference.batch;

import io.millrace.events.InvalidEventException;
import io.millrace.serving.Classifier;
import io.millrace.serving.ModelBundle;
import io.millrace.serving.ModelManifest;
import io.millrace.serving.ServingOptions;
import io.millrace.serving.Task;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * What a topic carries: how its events are read, and what of them a model sees.
 *
 * @param <E> the event
 * @param <I> the model's input
 */
public interface EventKind<E, I> {

  /** That it comes from. */
  String topic();

  /** Of the models that take it; where none is named, a model of the first is preferred. */
  List<Task> tasks();

  /**
   * @throws InvalidEventException naming the field that is wrong
   */
  E decode(ConsumerRecord<byte[], byte[]> record);

  Subject subject(E event);

  /** Why a model cannot take this event, as {@code field: reason}, or null if it can. */
  @Nullable String unfit(E event, ModelManifest model);

  /** What a model that it fits sees of it. */
  I input(E event, ModelManifest model);

  /**
   * The event that somebody who tries a model by hand asks about.
   *
   * @throws InvalidEventException naming the field that is wrong or missing
   */
  E asked(Question question);

  /**
   * @throws io.millrace.serving.InvalidBundleException naming what of the bundle is wrong
   */
  Classifier<I> load(ModelBundle bundle, ServingOptions options);
}
