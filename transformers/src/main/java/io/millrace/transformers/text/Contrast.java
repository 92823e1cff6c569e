package io.millrace.transformers.text;

import io.millrace.transformers.training.Adam;
import io.millrace.transformers.training.AdamW;
import io.millrace.transformers.training.Schedule;
import io.millrace.transformers.training.TrainingPlan;

/**
 * How an encoder is taught which texts are alike, from a handful of each label.
 *
 * @param rate at its peak
 * @param fixedBlocks the first so many blocks, and the embeddings, stay as they are
 * @param pairsPerText in how many pairs each text is the first, on average
 * @param leastPairs where there are few texts they are paired more often
 * @param batch pairs of a step
 * @param dropout in every block
 * @see <a href="https://arxiv.org/abs/2209.11055">SetFit</a>
 */
public record Contrast(
    float rate, int fixedBlocks, int pairsPerText, int leastPairs, int batch, float dropout) {

  private static final float WARM_UP = 0.1f; // of all steps
  private static final float DECAY = 0.01f;
  private static final float LONGEST_GRADIENT = 1;

  public Contrast {
    require(rate > 0, "rate", "more than 0", rate);
    require(fixedBlocks >= 0, "fixedBlocks", "0 or more", fixedBlocks);
    require(pairsPerText >= 1, "pairsPerText", "1 or more", pairsPerText);
    require(leastPairs >= 1, "leastPairs", "1 or more", leastPairs);
    require(batch >= 2, "batch", "2 or more pairs, to tell apart", batch);
    require(dropout >= 0 && dropout < 1, "dropout", "a share in [0, 1)", dropout);
  }

  /** What suits MiniLM, chosen on questions of TREC's training file. */
  public static Contrast standard() {
    return new Contrast(3e-4f, 2, 2, 128, 16, 0.1f);
  }

  int pairs(int texts) {
    return Math.max(leastPairs, pairsPerText * texts);
  }

  /** One pass over all pairs. */
  TrainingPlan plan(int seed) {
    return new TrainingPlan(
        1,
        batch,
        new Schedule.Cosine(rate, WARM_UP),
        new AdamW(Adam.standard(), DECAY),
        LONGEST_GRADIENT,
        1,
        seed);
  }

  private static void require(boolean holds, String field, String expected, Object found) {
    if (!holds) {
      throw new IllegalArgumentException(field + ": expected " + expected + ", found " + found);
    }
  }
}
