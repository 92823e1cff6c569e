package io.millrace.transformers.frames;

import io.millrace.serving.Classification;
import io.millrace.serving.FrameClassifier;
import io.millrace.serving.ModelBundle;
import io.millrace.serving.ModelManifest;
import io.millrace.transformers.training.BatchInput;
import io.millrace.transformers.training.SavedModelWriter;
import io.millrace.transformers.training.Trained;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.tensorflow.op.nn.Softmax;
import org.tensorflow.types.TFloat32;

/** A window classifier that has learnt, for frames of one shape. */
public record FittedWindows(
    FrameShape shape, List<String> labels, WindowClassifier network, Trained trained) {

  private static final String PROBABILITIES = "probabilities";
  private static final String ACTIVATION_MAP = "activation_map";

  /**
   * Writes {@code saved_model/} with its output {@code probabilities} and, if it says when, {@code
   * activation_map}.
   */
  public void write(Path bundle) throws IOException {
    BatchInput frames = network.frames();
    SavedModelWriter.write(
        bundle.resolve("saved_model"),
        List.of(frames),
        trained.weights(),
        (at, inputs) -> {
          WindowClassifier.Answer answer = network.answer(at, inputs.floats(frames.name()));
          Softmax<TFloat32> probabilities = Softmax.create(at.tf().scope(), answer.logits());
          return network.locates()
              ? Map.of(PROBABILITIES, probabilities, ACTIVATION_MAP, answer.activationMap())
              : Map.of(PROBABILITIES, probabilities);
        });
  }

  /** What its {@code model.json} says of labels, channels and samples. */
  public ModelManifest manifest(String name, String version) {
    return ModelManifest.frameClassification(
        name, version, labels, shape.channels(), shape.samples());
  }

  /** Answers as served: written, read back and run by the very code that serves it. */
  public List<Classification> answers(List<LabelledFrame> frames) throws IOException {
    Path draft = Files.createTempDirectory("frames");
    try {
      write(draft);
      ModelBundle bundle = new ModelBundle(draft, manifest("draft", "1"));
      try (FrameClassifier served = FrameClassifier.load(bundle)) {
        return served.classify(frames.stream().map(LabelledFrame::samples).toList()).answers();
      }
    } finally {
      delete(draft);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
