package io.millrace.serving;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Cuts texts into sub-batches of few shapes, shortest first, none above the token budget (but one
 * text is always enough for a sub-batch).
 *
 * @param tokenBudget tokens a sub-batch may hold, padding included
 * @param maximumTokens tokens a text may have
 */
record BatchPlan(int tokenBudget, int maximumTokens) {

  /**
   * @param lengths tokens of each text
   */
  List<SubBatch> cut(int[] lengths) {
    List<SubBatch> plan = new ArrayList<>();
    List<Integer> open = new ArrayList<>();
    int[] shortestFirst =
        IntStream.range(0, lengths.length)
            .boxed()
            .sorted(Comparator.comparing(text -> lengths[text]))
            .mapToInt(Integer::intValue)
            .toArray();
    for (int text : shortestFirst) {
      if (!open.isEmpty() && !fits(open.size() + 1, lengths[text])) {
        plan.add(close(open, lengths));
        open = new ArrayList<>();
      }
      open.add(text);
    }
    if (!open.isEmpty()) {
      plan.add(close(open, lengths));
    }
    return List.copyOf(plan);
  }

  /** Every shape that a sub-batch can have. */
  List<BatchShape> shapes() {
    List<BatchShape> shapes = new ArrayList<>();
    for (int length : BatchShapes.lengths(maximumTokens)) {
      for (int batch : BatchShapes.batches()) {
        if (batch == 1 || batch * length <= tokenBudget) {
          shapes.add(new BatchShape(batch, length));
        }
      }
    }
    return List.copyOf(shapes);
  }

  /** How many texts of a length run together, at most. */
  int rows(int tokens) {
    int rows = BatchShapes.MAXIMUM_ROWS;
    while (rows > 1 && !fits(rows, tokens)) {
      rows /= 2;
    }
    return rows;
  }

  private boolean fits(int rows, int longest) {
    return rows <= BatchShapes.MAXIMUM_ROWS
        && BatchShapes.batch(rows) * BatchShapes.length(longest, maximumTokens) <= tokenBudget;
  }

  private SubBatch close(List<Integer> rows, int[] lengths) {
    int longest = lengths[rows.get(rows.size() - 1)];
    return new SubBatch(
        rows, BatchShapes.batch(rows.size()), BatchShapes.length(longest, maximumTokens));
  }
}
