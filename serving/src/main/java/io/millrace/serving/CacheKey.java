package io.millrace.serving;

/**
 * An input as a cache knows it: by all of its content, so that no two inputs share an answer.
 *
 * @param <K> itself
 */
sealed interface CacheKey<K> permits TextKey, FrameKey {

  /** Heap that it takes, about. */
  long bytes();

  /** One that nobody else can change. */
  K own();
}
