package io.millrace.transformers.text;

import io.millrace.serving.ModelManifest;
import io.millrace.transformers.Block;
import io.millrace.transformers.FeedForward;
import io.millrace.transformers.GeluFeedForward;
import io.millrace.transformers.ReluFeedForward;
import io.millrace.transformers.imports.EncoderShape;
import io.millrace.transformers.imports.ForeignHead;
import io.millrace.transformers.imports.ForeignModel;
import io.millrace.transformers.text.PooledHead.Before;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** A foreign checkpoint as a network of ours. */
public record ImportedText(ForeignModel model) {

  /** A SavedModel is one protocol buffer, which holds 2 GiB; this much of it are not weights. */
  private static final long LARGEST_WEIGHTS = Integer.MAX_VALUE - (64L << 20);

  /**
   * The encoder; {@link ForeignModel#weights} are its weights.
   *
   * @param dropout while training
   */
  public TextEncoder encoder(float dropout) {
    EncoderShape shape = model.encoder();
    TextEncoder.Size size =
        new TextEncoder.Size(
            shape.vocabulary(),
            shape.positions(),
            shape.width(),
            shape.blocks(),
            shape.heads(),
            shape.hidden());
    TextEncoder bert = TextEncoder.bert(size, shape.segments(), shape.epsilon(), dropout);
    return bert.withBlocks(with(bert.block(), feedForward(shape)), shape.blocks());
  }

  /**
   * The encoder without its head, ready to be trained further.
   *
   * @param dropout while training
   */
  public PretrainedEncoder pretrained(float dropout) {
    return new PretrainedEncoder(
        encoder(dropout),
        model.weights(),
        model.tokenizer(),
        model.maximumTokens(),
        Map.of("encoder", model.encoder().toString(), "sha256", model.sha256()));
  }

  /**
   * Encoder and head.
   *
   * @throws IllegalArgumentException if the checkpoint has no classifier
   */
  public EncoderClassifier classifier() {
    ForeignHead.Classifier head = head();
    Before before =
        switch (head.between()) {
          case TANH -> Before.TANH;
          case RELU -> Before.RELU;
        };
    return new EncoderClassifier(
        encoder(0), new PooledHead(Pooling.first(), before, head.labels().size(), 0), head.many());
  }

  /**
   * Writes a bundle that is ready to be served.
   *
   * @throws IllegalArgumentException if the checkpoint has no classifier, or more weights than a
   *     SavedModel holds
   */
  public void write(Path directory, String name, String version, Map<String, Object> provenance)
      throws IOException {
    EncoderClassifier classifier = classifier();
    long bytes = model.parameters() * Float.BYTES;
    if (bytes > LARGEST_WEIGHTS) {
      throw new IllegalArgumentException(
          "expected at most %d bytes of weights, which a SavedModel holds, found %d"
              .formatted(LARGEST_WEIGHTS, bytes));
    }
    ModelManifest manifest =
        ModelManifest.textClassification(name, version, head().labels(), model.maximumTokens())
            .withProvenance(provenance);
    TextBundle.write(
        directory,
        classifier.multiLabel() ? manifest.withManyLabels() : manifest,
        classifier,
        model.weights(),
        1,
        model.tokenizer());
  }

  private ForeignHead.Classifier head() {
    if (model.head() instanceof ForeignHead.Classifier classifier) {
      return classifier;
    }
    throw new IllegalArgumentException(
        "expected a checkpoint with a classifier, found " + model.head().description());
  }

  private static FeedForward feedForward(EncoderShape shape) {
    return switch (shape.activation()) {
      case GELU -> new GeluFeedForward(shape.hidden(), 0, true);
      case GELU_TANH -> new GeluFeedForward(shape.hidden(), 0, false);
      case RELU -> new ReluFeedForward(shape.hidden(), 0);
    };
  }

  private static Block with(Block block, FeedForward feedForward) {
    return new Block(block.mixer(), feedForward, block.norm(), block.place(), block.dropout());
  }
}
