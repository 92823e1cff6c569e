package io.millrace.inference.batch;

import io.millrace.serving.ModelOutputException;
import io.millrace.serving.ModelUnavailableException;
import io.millrace.serving.TooLongException;
import io.millrace.serving.UntokenizableTextException;
import java.util.Locale;

/** Why a record is refused, as metrics count it; its rejection gives the sentence. */
public enum RejectionCause {
  /** It is no event. */
  INVALID(Stage.DECODE),
  /** No route takes it. */
  UNROUTED(Stage.ROUTE),
  /** The model reads other channels, or other lengths. */
  UNFIT(Stage.INFER),
  /** It has more tokens than the model reads, and is not to be cut. */
  TOO_LONG(Stage.TOKENIZE),
  /** The model's tokenizer does not take it. */
  UNTOKENIZABLE(Stage.TOKENIZE),
  /** The model's answer to it is not finite, or of another shape than promised. */
  NO_ANSWER(Stage.INFER),
  /** The model needs more memory for it than there is, even alone. */
  MEMORY(Stage.INFER),
  /** The model fails on it. */
  MODEL_FAILED(Stage.INFER),
  /** It has ended the process. */
  ENDED_PROCESS(Stage.INFER);

  private final Stage stage;

  RejectionCause(Stage stage) {
    this.stage = stage;
  }

  public Stage stage() {
    return stage;
  }

  /** Of what a model threw at one record alone. */
  static RejectionCause of(RuntimeException failure) {
    if (failure instanceof UntokenizableTextException) {
      return UNTOKENIZABLE;
    }
    if (failure instanceof TooLongException) {
      return TOO_LONG;
    }
    if (failure instanceof ModelUnavailableException) {
      return MEMORY;
    }
    return failure instanceof ModelOutputException ? NO_ANSWER : MODEL_FAILED;
  }

  /** Whether a model that is broken would say the same of any record. */
  boolean mayBeTheModels() {
    return this == NO_ANSWER || this == MODEL_FAILED;
  }

  /** As metrics give it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
