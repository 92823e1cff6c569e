package io.millrace.serving;

/**
 * How a classifier or an encoder is served.
 *
 * @param tokenBudget texts: tokens that a sub-batch may hold, padding included; one text may always
 *     run. Frames run up to 32 together, whatever their length.
 * @param overLong texts: what becomes of one that has more tokens than the model reads
 * @param cacheBytes heap that remembered answers and their inputs may take, about; 0 = none are
 *     remembered
 * @param embeddings whether answers come with the network's embedding of the input, if it has the
 *     output {@code embedding}; those of an encoder always do
 */
public record ServingOptions(
    int tokenBudget, OverLong overLong, long cacheBytes, boolean embeddings) {

  private static final ServingOptions DEFAULTS =
      new ServingOptions(4096, OverLong.TRUNCATE, 0, false);

  public ServingOptions {
    Fields.check(tokenBudget > 0, "tokenBudget", "at least 1", tokenBudget);
    Fields.check(overLong != null, "overLong", "a policy", null);
    Fields.check(cacheBytes >= 0, "cacheBytes", "0 (none) or more", cacheBytes);
  }

  /** 4096 tokens a sub-batch, long texts truncated, no answers remembered, no embeddings. */
  public static ServingOptions defaults() {
    return DEFAULTS;
  }

  public ServingOptions withTokenBudget(int tokens) {
    return new ServingOptions(tokens, overLong, cacheBytes, embeddings);
  }

  public ServingOptions withOverLong(OverLong policy) {
    return new ServingOptions(tokenBudget, policy, cacheBytes, embeddings);
  }

  public ServingOptions withCacheBytes(long bytes) {
    return new ServingOptions(tokenBudget, overLong, bytes, embeddings);
  }

  public ServingOptions withEmbeddings(boolean wanted) {
    return new ServingOptions(tokenBudget, overLong, cacheBytes, wanted);
  }
}
