package io.millrace.inference.batch;

import io.millrace.events.EventRecords;
import io.millrace.events.SensorEvent;
import io.millrace.events.Topics;
import io.millrace.serving.Classifier;
import io.millrace.serving.FrameClassifier;
import io.millrace.serving.ModelBundle;
import io.millrace.serving.ModelManifest;
import io.millrace.serving.ServingOptions;
import io.millrace.serving.Task;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** {@code sensor-events}. */
public record Frames() implements EventKind<SensorEvent, double[][]> {

  @Override
  public String topic() {
    return Topics.SENSOR_EVENTS;
  }

  @Override
  public List<Task> tasks() {
    return List.of(Task.FRAME_CLASSIFICATION);
  }

  @Override
  public SensorEvent decode(ConsumerRecord<byte[], byte[]> record) {
    return EventRecords.read(SensorEvent.class, record.value(), record.headers());
  }

  @Override
  public Subject subject(SensorEvent event) {
    return new Subject(event.id(), "sensor", event.sensor(), event.at(), event.attributes());
  }

  @Override
  public @Nullable String unfit(SensorEvent event, ModelManifest model) {
    if (!event.channels().keySet().equals(new HashSet<>(model.channels()))) {
      return "channels: the model reads %s, the event has %s"
          .formatted(model.channels(), event.channels().keySet());
    }
    int samples = event.channels().values().iterator().next().length;
    if (model.sampleLength() != 0 && model.sampleLength() != samples) {
      return "channels: the model reads %d samples a channel, the event has %d"
          .formatted(model.sampleLength(), samples);
    }
    return null;
  }

  /** {@code [channel][time]}, channels in the model's order. */
  @Override
  public double[][] input(SensorEvent event, ModelManifest model) {
    return model.channels().stream().map(event.channels()::get).toArray(double[][]::new);
  }

  @Override
  public SensorEvent asked(Question question) {
    question.refuse("text", question.text(), "model of frames");
    Map<String, double[]> channels = question.require("channels", question.channels());
    return new SensorEvent(Question.ID, Question.SOURCE, Question.AT, 1, channels, Map.of());
  }

  @Override
  public Classifier<double[][]> load(ModelBundle bundle, ServingOptions options) {
    return FrameClassifier.load(bundle, options);
  }
}
