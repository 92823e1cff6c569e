package io.millrace.serving;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/** Answers texts once each: while one group of them runs, the next is tokenized. */
final class TextCall {

  /** Texts tokenized in one go: a few sub-batches of short texts. */
  private static final int GROUP = 128;

  private final TextNetwork network;
  private final TokenizingThread tokenizing;
  private final BatchPlan plan;
  private final OverLong overLong;
  private final List<String> texts;
  private final Answered[] answers;
  private Work work = Work.none();

  TextCall(
      TextNetwork network,
      TokenizingThread tokenizing,
      BatchPlan plan,
      OverLong overLong,
      List<String> texts) {
    this.network = network;
    this.tokenizing = tokenizing;
    this.plan = plan;
    this.overLong = overLong;
    this.texts = texts;
    this.answers = new Answered[texts.size()];
  }

  Ran run() {
    List<List<Integer>> groups = groups();
    CompletableFuture<TokenizingThread.Group> next = null;
    for (int i = 0; i < groups.size(); i++) {
      CompletableFuture<TokenizingThread.Group> current =
          next == null ? tokenize(groups.get(i)) : next;
      next = i + 1 < groups.size() ? tokenize(groups.get(i + 1)) : null;
      run(groups.get(i), TokenizingThread.await(current));
    }
    return new Ran(Arrays.asList(answers), work);
  }

  /**
   * By characters, the cheap measure before there are tokens: a group's texts are of like length.
   */
  private List<List<Integer>> groups() {
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

  private CompletableFuture<TokenizingThread.Group> tokenize(List<Integer> group) {
    return tokenizing.tokenize(group.stream().map(texts::get).toList());
  }

  private void run(List<Integer> group, TokenizingThread.Group tokenized) {
    work = work.plus(Work.prepared(tokenized.time()));
    List<Tokens> tokens = tokenized.tokens();
    if (overLong == OverLong.REJECT) {
      tokens.forEach(this::requireWhole);
    }
    for (SubBatch subBatch : plan.cut(lengths(tokens))) {
      List<int[]> rows = subBatch.rows().stream().map(row -> tokens.get(row).ids()).toList();
      long start = System.nanoTime();
      Outputs outputs = network.run(subBatch.shape(), rows);
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      work =
          work.plus(
              Work.ran(
                  rows.size(),
                  rows.stream().mapToInt(ids -> ids.length).sum(),
                  subBatch.tokens(),
                  took));
      for (int row = 0; row < rows.size(); row++) {
        int inGroup = subBatch.rows().get(row);
        answers[group.get(inGroup)] =
            new Answered(network.answer(outputs, row), tokens.get(inGroup).truncated());
      }
    }
  }

  private void requireWhole(Tokens text) {
    if (text.truncated()) {
      throw new TooLongException(network.bundle(), text.found(), text.ids().length);
    }
  }

  private static int[] lengths(List<Tokens> tokens) {
    return tokens.stream().mapToInt(text -> text.ids().length).toArray();
  }
}
