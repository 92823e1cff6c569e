package io.millrace.inference;

import io.millrace.events.EventJson;
import io.millrace.events.Inference;
import io.millrace.events.SensorEvent;
import io.millrace.serving.Classification;
import io.millrace.serving.FrameClassifier;
import io.millrace.serving.ModelManifest;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Scores sensor events with a frame classifier, which it closes. */
record FrameScorer(FrameClassifier classifier) implements Scorer<SensorEvent> {

  @Override
  public ModelIdentity model() {
    return ModelIdentity.of(classifier.manifest());
  }

  @Override
  public SensorEvent decode(byte @Nullable [] value) {
    return EventJson.read(SensorEvent.class, value);
  }

  @Override
  public @Nullable String unfit(SensorEvent event) {
    ModelManifest manifest = classifier.manifest();
    if (!event.channels().keySet().equals(new HashSet<>(manifest.channels()))) {
      return "channels: the model reads %s, the event has %s"
          .formatted(manifest.channels(), event.channels().keySet());
    }
    int samples = event.channels().values().iterator().next().length;
    if (manifest.sampleLength() != 0 && manifest.sampleLength() != samples) {
      return "channels: the model reads %d samples a channel, the event has %d"
          .formatted(manifest.sampleLength(), samples);
    }
    return null;
  }

  @Override
  public List<Classification> score(List<SensorEvent> events) {
    return classifier.classify(events.stream().map(this::frame).toList()).answers();
  }

  /** {@code [channel][time]}, channels in the model's order. */
  private double[][] frame(SensorEvent event) {
    return classifier.manifest().channels().stream()
        .map(event.channels()::get)
        .toArray(double[][]::new);
  }

  @Override
  public Inference inference(SensorEvent event, Classification answer) {
    return model().inference(event.id(), "sensor", event.sensor(), event.at(), answer);
  }

  @Override
  public Map<String, String> attributes(SensorEvent event) {
    return event.attributes();
  }

  @Override
  public SensorEvent asked(Question question) {
    question.refuse("text", question.text(), "model of frames");
    Map<String, double[]> channels = question.require("channels", question.channels());
    return new SensorEvent(Question.ID, Question.SOURCE, Question.AT, 1, channels, Map.of());
  }

  @Override
  public void close() {
    classifier.close();
  }
}
