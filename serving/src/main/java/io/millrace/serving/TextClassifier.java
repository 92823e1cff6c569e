package io.millrace.serving;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/**
 * A classifier of texts, ready to run. Safe for use by many threads.
 *
 * <p>Texts are sorted by length and cut into sub-batches of few shapes under a token budget;
 * answers come back in the order of the texts. Equal texts of one call are computed once. While one
 * group of texts runs, a helper thread tokenizes the next.
 */
public final class TextClassifier implements AutoCloseable {

  /** Tokens that run together, padding included. */
  public static final int DEFAULT_TOKEN_BUDGET = 4096;

  /** Texts tokenized in one go: a few sub-batches of short texts. */
  private static final int GROUP = 128;

  private final ModelManifest manifest;
  private final SavedNetwork network;
  private final TextTokenizer tokenizer;
  private final BatchPlan plan;
  private final ExecutorService helper;

  private TextClassifier(SavedNetwork network, TextTokenizer tokenizer, int tokenBudget) {
    this.manifest = network.bundle().manifest();
    this.network = network;
    this.tokenizer = tokenizer;
    this.plan = new BatchPlan(tokenBudget, manifest.maximumTokens());
    this.helper =
        Executors.newSingleThreadExecutor(
            task -> {
              Thread thread = new Thread(task, "tokenize-" + manifest.name());
              thread.setDaemon(true);
              return thread;
            });
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
      return new TextClassifier(SavedNetwork.load(bundle), tokenizer, tokenBudget);
    } catch (RuntimeException e) {
      tokenizer.close();
      throw e;
    }
  }

  public ModelManifest manifest() {
    return manifest;
  }

  /**
   * @return one answer a text, in the order given
   * @throws UntokenizableTextException if the tokenizer refuses one of the texts
   * @throws ModelOutputException if the model answers with something that is not finite
   */
  public List<Classification> classify(List<String> texts) {
    Distinct<String> distinct = Distinct.of(texts);
    Classification[] answers = new Classification[distinct.items().size()];
    List<List<Integer>> groups = groups(distinct.items());
    CompletableFuture<List<int[]>> next = null;
    for (int i = 0; i < groups.size(); i++) {
      CompletableFuture<List<int[]>> current =
          next == null ? tokenize(distinct.items(), groups.get(i)) : next;
      next = i + 1 < groups.size() ? tokenize(distinct.items(), groups.get(i + 1)) : null;
      run(groups.get(i), await(current), answers);
    }
    return distinct.spread(answers);
  }

  /**
   * By characters, the cheap measure before there are tokens: a group's texts are of like length.
   */
  private static List<List<Integer>> groups(List<String> texts) {
    List<Integer> shortestFirst =
        IntStream.range(0, texts.size())
            .boxed()
            .sorted(Comparator.comparing(text -> texts.get(text).length()))
            .toList();
    List<List<Integer>> groups = new ArrayList<>();
    for (int from = 0; from < shortestFirst.size(); from += GROUP) {
      groups.add(shortestFirst.subList(from, Math.min(shortestFirst.size(), from + GROUP)));
    }
    return groups;
  }

  private CompletableFuture<List<int[]>> tokenize(List<String> texts, List<Integer> group) {
    return CompletableFuture.supplyAsync(
        () -> group.stream().map(text -> tokenizer.ids(texts.get(text))).toList(), helper);
  }

  private static List<int[]> await(CompletableFuture<List<int[]>> tokens) {
    try {
      return tokens.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  private void run(List<Integer> group, List<int[]> tokens, Classification[] answers) {
    int[] lengths = tokens.stream().mapToInt(ids -> ids.length).toArray();
    for (SubBatch subBatch : plan.cut(lengths)) {
      float[] probabilities = run(subBatch, tokens);
      for (int row = 0; row < subBatch.rows().size(); row++) {
        int text = group.get(subBatch.rows().get(row));
        answers[text] = Classification.of(manifest, probabilities, row);
      }
    }
  }

  /** A padding row attends to its first token, so that no softmax is over nothing. */
  private float[] run(SubBatch subBatch, List<int[]> tokens) {
    int batch = subBatch.batch();
    int length = subBatch.length();
    int[] ids = new int[batch * length]; // [batch, length]
    int[] mask = new int[batch * length];
    for (int row = 0; row < batch; row++) {
      boolean real = row < subBatch.rows().size();
      int[] text = real ? tokens.get(subBatch.rows().get(row)) : new int[1];
      System.arraycopy(text, 0, ids, row * length, text.length);
      Arrays.fill(mask, row * length, row * length + text.length, 1);
    }
    return network
        .run(
            Map.of(
                Contract.INPUT_IDS, Tensors.ints(ids, batch, length),
                Contract.ATTENTION_MASK, Tensors.ints(mask, batch, length)),
            subBatch.rows().size())
        .of(Contract.PROBABILITIES);
  }

  /** Waits for runs under way, then frees the session and the tokenizer. */
  @Override
  public void close() {
    network.close();
    CompletableFuture.runAsync(tokenizer::close, helper).join(); // after what is being tokenized
    helper.shutdown();
  }
}
