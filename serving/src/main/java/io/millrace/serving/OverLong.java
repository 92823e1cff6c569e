package io.millrace.serving;

/** What becomes of a text that has more tokens than its model reads. */
public enum OverLong {
  /** It loses its last tokens, never the special ones; {@link Work#truncated} counts it. */
  TRUNCATE,
  /** It is refused with a {@link TooLongException}. */
  REJECT
}
