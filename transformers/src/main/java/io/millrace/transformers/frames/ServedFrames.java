package io.millrace.transformers.frames;

import io.millrace.serving.Classification;
import io.millrace.serving.FrameClassifier;
import io.millrace.serving.ModelBundle;
import io.millrace.serving.ModelManifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Asks a written network through the very code that serves it. */
final class ServedFrames {

  private ServedFrames() {}

  /**
   * @param directory holds {@code saved_model/}
   */
  static List<String> answers(Path directory, ModelManifest manifest, List<LabelledFrame> frames) {
    try (FrameClassifier served = FrameClassifier.load(new ModelBundle(directory, manifest))) {
      return served
          .classify(frames.stream().map(LabelledFrame::samples).toList())
          .answers()
          .stream()
          .map(Classification::label)
          .toList();
    }
  }

  static void delete(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
