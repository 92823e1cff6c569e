package io.millrace.serving;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * A classifier of texts, or an encoder of them.
 *
 * <p>Texts are sorted by length and cut into sub-batches of few shapes under a token budget. While
 * one group of texts runs, a helper thread tokenizes the next.
 */
public final class TextClassifier implements Classifier<String> {

  /** Plain words, some of which any vocabulary has. */
  private static final String WARMING = "The quick brown fox jumps over the lazy dog.";

  private final TextNetwork network;
  private final TokenizingThread tokenizing;
  private final BatchPlan plan;
  private final OverLong overLong;
  private final Answers<TextKey> answers;
  private final HiddenToken hiddenToken;

  private TextClassifier(
      TextNetwork network,
      TextTokenizer tokenizer,
      HiddenToken hiddenToken,
      ServingOptions options) {
    this.network = network;
    this.hiddenToken = hiddenToken;
    this.tokenizing = new TokenizingThread(network.bundle(), tokenizer);
    this.plan = new BatchPlan(options.tokenBudget(), manifest().maximumTokens());
    this.overLong = options.overLong();
    this.answers = new Answers<>(new AnswerCache<>(options.cacheBytes()), this::compute);
  }

  /** As {@link #load(ModelBundle, ServingOptions)}, with the default options. */
  public static TextClassifier load(ModelBundle bundle) {
    return load(bundle, ServingOptions.defaults());
  }

  /**
   * @throws InvalidBundleException naming what of the bundle is wrong
   */
  public static TextClassifier load(ModelBundle bundle, ServingOptions options) {
    return load(bundle, options, List.of(Task.TEXT_CLASSIFICATION));
  }

  /**
   * Of any bundle that reads texts. An encoder, task {@code text-embedding}, answers with vectors
   * that have no label, whatever the option of embeddings says, and explains nothing.
   *
   * @throws InvalidBundleException naming what of the bundle is wrong
   */
  public static TextClassifier loadAny(ModelBundle bundle, ServingOptions options) {
    return load(bundle, options, List.of(Task.TEXT_CLASSIFICATION, Task.TEXT_EMBEDDING));
  }

  static TextClassifier load(ModelBundle bundle, ServingOptions options, List<Task> tasks) {
    Tasks.require(bundle, tasks);
    TextTokenizer tokenizer = TextTokenizer.load(bundle);
    try {
      // Now, for the files of a bundle may be gone while it serves.
      HiddenToken hiddenToken = HiddenToken.of(bundle.tokenizer());
      return new TextClassifier(
          new TextNetwork(SavedNetwork.load(bundle, options.embeddings()), Halves.ofThisProcess()),
          tokenizer,
          hiddenToken,
          options);
    } catch (RuntimeException | Error e) {
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
   * @throws TooLongException if one of the texts is longer than the model reads, and such are to be
   *     rejected
   */
  @Override
  public Classified classify(List<String> texts) {
    return answers.to(texts.stream().map(TextKey::new).toList());
  }

  private Ran compute(List<TextKey> texts) {
    return new TextCall(
            network, tokenizing, plan, overLong, texts.stream().map(TextKey::text).toList())
        .run();
  }

  /** {@inheritDoc} A part is a token, or a stretch of tokens, of the text that the model reads. */
  @Override
  public Explanation explain(String text, Classification answer, String label, Duration budget) {
    Explainer explainer = Explainer.of(manifest(), answer, label, budget);
    SpannedText spanned = TokenizingThread.await(tokenizing.spanned(text));
    return new TextExplanation(network, plan, spanned, hiddenToken, explainer).explanation();
  }

  @Override
  public List<ShapeTime> warmUp() {
    return WarmUp.of(bundle(), plan.shapes(), warming());
  }

  @Override
  public List<ShapeTime> warmUpCorners() {
    return WarmUp.ofCorners(bundle(), plan.shapes(), warming());
  }

  private Consumer<BatchShape> warming() {
    Tokens tokens = TokenizingThread.await(tokenizing.tokenize(List.of(WARMING))).tokens().get(0);
    return shape -> network.warm(shape, tokens.ids());
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
