package io.millrace.serving;

import java.util.List;

/** An encoder of texts, ready to run. Safe for use by many threads. */
public final class TextEmbedder implements AutoCloseable {

  /** Of no labels: all that its answers hold is a vector. */
  private final TextClassifier texts;

  private TextEmbedder(TextClassifier texts) {
    this.texts = texts;
  }

  /**
   * @param options of which that of embeddings does not count
   * @throws InvalidBundleException naming what of the bundle is wrong
   */
  public static TextEmbedder load(ModelBundle bundle, ServingOptions options) {
    return new TextEmbedder(TextClassifier.load(bundle, options, List.of(Task.TEXT_EMBEDDING)));
  }

  /**
   * The vector of each text, in the order given.
   *
   * @throws UntokenizableTextException if the tokenizer refuses one of the texts
   * @throws TooLongException if one of the texts is longer than the model reads, and such are to be
   *     rejected
   * @throws ModelOutputException if the model answers with something that is not finite
   * @throws ModelUnavailableException if the model is closed or out of memory
   */
  public List<float[]> embed(List<String> inputs) {
    return texts.classify(inputs).answers().stream().map(Classification::embedding).toList();
  }

  public ModelBundle bundle() {
    return texts.bundle();
  }

  /** Waits for runs under way, then frees what is native. */
  @Override
  public void close() {
    texts.close();
  }
}
