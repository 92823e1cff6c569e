package io.millrace.serving;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Inputs with the answers that a model must give to them wherever it is served: the optional {@code
 * golden.json} of a bundle.
 *
 * @param tolerance how far a probability may be from the example's, and a vector as a share of its
 *     length: the batch, the device and the precision move the last digits
 */
public record GoldenExamples(
    @JsonProperty(required = true) double tolerance, List<GoldenExample> examples) {

  private static final StrictJson<GoldenExamples> JSON =
      new StrictJson<>(GoldenExamples.class, "golden examples");

  public GoldenExamples {
    Fields.check(
        tolerance >= 0 && tolerance <= 1, "tolerance", "a probability from 0 to 1", tolerance);
    examples = Fields.list(examples);
    Fields.check(!examples.isEmpty(), "examples", "at least one", "none");
  }

  public static GoldenExamples of(double tolerance, List<GoldenExample> examples) {
    return new GoldenExamples(tolerance, examples);
  }

  /**
   * Reads a bundle's {@code golden.json} strictly.
   *
   * @return empty if the bundle has none
   * @throws InvalidBundleException naming the file and the field that is unknown or wrong
   */
  public static Optional<GoldenExamples> read(ModelBundle bundle) {
    if (!Files.exists(bundle.golden())) {
      return Optional.empty();
    }
    GoldenExamples golden = JSON.read(bundle.golden());
    try {
      golden.fit(bundle.manifest());
    } catch (IllegalArgumentException e) {
      throw new InvalidBundleException(bundle.golden(), String.valueOf(e.getMessage()), e);
    }
    return Optional.of(golden);
  }

  /** Writes a {@code golden.json}, which {@link #read} gives back as equal examples. */
  public void write(Path file) {
    JSON.write(this, file);
  }

  /**
   * Has a model answer the examples.
   *
   * @throws GoldenMismatchException naming the first example that is answered otherwise
   * @throws IllegalArgumentException naming an example that is none for this model
   */
  public void check(Classifier<?> classifier) {
    fit(classifier.manifest());
    List<Classification> answers = answers(classifier);
    for (int i = 0; i < examples.size(); i++) {
      String mismatch = examples.get(i).mismatch(answers.get(i), tolerance);
      if (mismatch != null) {
        throw new GoldenMismatchException(classifier.bundle(), i, examples.get(i), mismatch);
      }
    }
  }

  private List<Classification> answers(Classifier<?> classifier) {
    ModelManifest manifest = classifier.manifest();
    return switch (manifest.task()) {
      case TEXT_CLASSIFICATION, TEXT_EMBEDDING ->
          ((TextClassifier) classifier)
              .classify(examples.stream().map(GoldenExample::asText).toList())
              .answers();
      case FRAME_CLASSIFICATION ->
          ((FrameClassifier) classifier)
              .classify(examples.stream().map(each -> each.asFrame(manifest)).toList())
              .answers();
      case FORECAST ->
          throw new IllegalStateException("a model for " + manifest.task() + " is no classifier");
    };
  }

  private void fit(ModelManifest manifest) {
    for (int i = 0; i < examples.size(); i++) {
      examples.get(i).fit("examples[" + i + "].", manifest);
    }
  }
}
