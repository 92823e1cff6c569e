package io.millrace.benchmarks.inference;

import io.millrace.benchmarks.Delay;
import io.millrace.benchmarks.ProofBundles;
import io.millrace.serving.ModelBundle;
import io.millrace.serving.ModelManifest;
import io.millrace.serving.TextClassifier;
import io.millrace.transformers.training.BatchInput;
import io.millrace.transformers.training.SavedModelWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Bundles that show what the service does, not what a network can: TensorFlow graphs all the same.
 * Their versions are the numbers 1 to 999, and the score of the label {@code release} is a
 * thousandth of it.
 *
 * @param folder where they are written
 */
record ProofModels(Path folder) {

  static final List<String> LABELS = List.of("calm", "alarm", "release");
  static final List<String> CHANNELS = List.of("x", "y");
  static final int SAMPLES = 16; // a channel

  private static final int TOKENS = 16; // longer texts are cut: one shape for all lengths
  private static final int PROBED_PRODUCTS = 40;
  private static final List<BatchInput> TEXT_INPUTS =
      List.of(BatchInput.ints("input_ids", -1), BatchInput.ints("attention_mask", -1));

  /** What becomes of the ids, once the words have voted. */
  private interface Twist {
    Operand<TFloat32> twist(Ops tf, Operand<TInt32> ids, Operand<TFloat32> probabilities);
  }

  /** A root that holds {@code name/version}: as fast as a model can be. */
  Path tiny(String name, int version) {
    return text(name, version, (tf, ids, probabilities) -> probabilities);
  }

  /** One that fails, answers NaN or ends the process where a text holds one of three words. */
  Path tripping(String name, int version) {
    return text(name, version, Trips::on);
  }

  /** One that takes so long for each batch with the word {@code slow}, and no time else. */
  Path slow(String name, int version, Duration each) {
    Duration probe = timed(slow("probe", 1, PROBED_PRODUCTS).resolve("probe/1"));
    long products = PROBED_PRODUCTS * each.toNanos() / probe.toNanos();
    return slow(name, version, Math.toIntExact(products));
  }

  private Path slow(String name, int version, int products) {
    Delay delay = new Delay(products);
    return text(
        name,
        version,
        (tf, ids, probabilities) ->
            delay.when(tf, WordVotes.anywhere(tf, ids, Vocabulary.SLOW), probabilities, ids));
  }

  /** The fastest of some runs: the first also prepares the graph, and a machine has moods. */
  private static Duration timed(Path bundle) {
    try (TextClassifier classifier = TextClassifier.load(ModelBundle.read(bundle))) {
      return Duration.ofNanos(
          IntStream.rangeClosed(1, Delay.PROBES)
              .mapToLong(i -> nanos(classifier, Vocabulary.text(i)))
              .min()
              .orElseThrow());
    }
  }

  private static long nanos(TextClassifier classifier, String text) {
    long start = System.nanoTime();
    classifier.classify(List.of(Vocabulary.SLOW + " " + text));
    return System.nanoTime() - start;
  }

  private static ModelManifest manifest(String name, int version) {
    return ModelManifest.textClassification(name, Integer.toString(version), LABELS, TOKENS);
  }

  private Path text(String name, int version, Twist twist) {
    WordVotes votes = new WordVotes(version);
    return written(
        manifest(name, version),
        TEXT_INPUTS,
        (at, inputs) -> {
          Operand<TInt32> ids = inputs.ints("input_ids");
          Operand<TFloat32> probabilities =
              votes.probabilities(at.tf(), ids, inputs.ints("attention_mask"));
          return Map.of("probabilities", twist.twist(at.tf(), ids, probabilities));
        });
  }

  /** One that takes so long for every batch. */
  Path sluggish(String name, int version, Duration each) {
    Duration probe = timed(slow("probe", 1, PROBED_PRODUCTS).resolve("probe/1"));
    long products = 1 + PROBED_PRODUCTS * each.toNanos() / probe.toNanos();
    Delay delay = new Delay(Math.toIntExact(products));
    return text(name, version, (tf, ids, probabilities) -> delay.always(tf, probabilities, ids));
  }

  /** One whose output has another name than it must have. */
  Path misnamed(String name, int version) {
    WordVotes votes = new WordVotes(version);
    return written(
        manifest(name, version),
        TEXT_INPUTS,
        (at, inputs) ->
            Map.of(
                "chances",
                votes.probabilities(
                    at.tf(), inputs.ints("input_ids"), inputs.ints("attention_mask"))));
  }

  /** The same models elsewhere. */
  ProofModels in(String subfolder) {
    return new ProofModels(folder.resolve(subfolder));
  }

  /** Makes a bundle another. */
  void overwrite(Path bundle, String file, String content) {
    try {
      Files.writeString(bundle.resolve(file), content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A classifier of frames: the channel with the larger mean has it. */
  Path frames(String name, int version) {
    return written(
        ModelManifest.frameClassification(
            name, Integer.toString(version), LABELS, CHANNELS, SAMPLES),
        List.of(BatchInput.floats("frames", SAMPLES, CHANNELS.size())),
        (at, inputs) -> {
          Ops tf = at.tf();
          Operand<TFloat32> means = tf.math.mean(inputs.floats("frames"), tf.constant(1));
          return Map.of(
              "probabilities", new WordVotes(version).withRelease(tf, tf.nn.softmax(means)));
        });
  }

  private Path written(
      ModelManifest manifest, List<BatchInput> inputs, SavedModelWriter.Network network) {
    Map<String, String> files =
        manifest.channels().isEmpty() ? Map.of("tokenizer.json", Vocabulary.tokenizer()) : Map.of();
    return new ProofBundles(folder).write(manifest, inputs, files, network);
  }
}
