package io.millrace.serving;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.jspecify.annotations.Nullable;

/**
 * Answers of one loaded model that are remembered across calls, up to a number of bytes. It goes
 * with the model, so no other version ever answers from it.
 */
final class AnswerCache<K extends CacheKey<K>> {

  private final boolean on;
  private final Cache<K, Answered> answers;

  /**
   * @param bytes that keys and answers may take together, about; 0 = nothing is remembered
   */
  AnswerCache(long bytes) {
    this.on = bytes > 0;
    this.answers =
        Caffeine.newBuilder()
            .maximumWeight(bytes)
            .weigher((K key, Answered answer) -> weight(key, answer))
            .executor(Runnable::run) // evicts before the call returns, so that the bound is held
            .build();
  }

  private static int weight(CacheKey<?> key, Answered answer) {
    return (int) Math.min(Integer.MAX_VALUE, key.bytes() + answer.classification().bytes());
  }

  @Nullable Answered get(K key) {
    return on ? answers.getIfPresent(key) : null;
  }

  void put(K key, Answered answer) {
    if (on) {
      answers.put(key.own(), answer);
    }
  }

  /** What is held now. */
  long bytes() {
    answers.cleanUp();
    return answers.policy().eviction().orElseThrow().weightedSize().orElseThrow();
  }
}
