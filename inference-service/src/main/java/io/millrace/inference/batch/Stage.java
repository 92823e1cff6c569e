package io.millrace.inference.batch;

import java.util.Locale;

/** Where on its way a record was refused. */
public enum Stage {
  /** It is no event. */
  DECODE,
  /** No model is to score it. */
  ROUTE,
  /** The model's tokenizer does not take it. */
  TOKENIZE,
  /** The model does not take it, or fails on it. */
  INFER;

  /** As headers and metrics give it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
