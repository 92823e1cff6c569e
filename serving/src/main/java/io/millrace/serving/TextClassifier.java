package io.millrace.serving;

import java.util.List;

/**
 * A classifier of texts.
 *
 * <p>Texts are sorted by length and cut into sub-batches of few shapes under a token budget. While
 * one group of texts runs, a helper thread tokenizes the next.
 */
public final class TextClassifier implements Classifier<String> {

  /** Tokens that run together, padding included. */
  public static final int DEFAULT_TOKEN_BUDGET = 4096;

  /** Plain words, some of which any vocabulary has. */
  private static final String WARMING = "The quick brown fox jumps over the lazy dog.";

  private final TextNetwork network;
  private final TokenizingThread tokenizing;
  private final BatchPlan plan;

  private TextClassifier(TextNetwork network, TokenizingThread tokenizing, BatchPlan plan) {
    this.network = network;
    this.tokenizing = tokenizing;
    this.plan = plan;
  }

  /**
   * @throws InvalidBundleException naming what of the bundle is wrong
   */
  public static TextClassifier load(ModelBundle bundle) {
    return load(bundle, DEFAULT_TOKEN_BUDGET);
  }

  /** As {@link #load(ModelBundle)}, with a token budget for a sub-batch. */
  public static TextClassifier load(ModelBundle bundle, int tokenBudget) {
    Tasks.require(bundle, Task.TEXT_CLASSIFICATION);
    TextTokenizer tokenizer = TextTokenizer.load(bundle);
    try {
      return new TextClassifier(
          new TextNetwork(SavedNetwork.load(bundle)),
          new TokenizingThread(bundle, tokenizer),
          new BatchPlan(tokenBudget, bundle.manifest().maximumTokens()));
    } catch (RuntimeException e) {
      tokenizer.close();
      throw e;
    }
  }

  @Override
  public ModelBundle bundle() {
    return network.bundle();
  }

  /**
   * {@inheritDoc}
   *
   * @throws UntokenizableTextException if the tokenizer refuses one of the texts
   */
  @Override
  public Classified classify(List<String> texts) {
    return Answers.to(texts, different -> new TextCall(network, tokenizing, plan, different).run());
  }

  @Override
  public List<ShapeTime> warmUp() {
    Tokens tokens = tokenizing.tokenize(List.of(WARMING)).join().tokens().get(0);
    return WarmUp.of(bundle(), plan.shapes(), shape -> network.warm(shape, tokens.ids()));
  }

  @Override
  public List<String> shapes() {
    return plan.shapes().stream().map(BatchShape::toString).toList();
  }

  @Override
  public long nativeBytes() {
    return network.network().nativeBytes();
  }

  @Override
  public void close() {
    network.network().close();
    tokenizing.close();
  }
}
