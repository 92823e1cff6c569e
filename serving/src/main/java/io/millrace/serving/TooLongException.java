package io.millrace.serving;

/** A text of more tokens than its model reads, where such texts are refused. */
public final class TooLongException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  TooLongException(ModelBundle bundle, int found, int allowed) {
    super(
        "model %s: the text has %d tokens, and the model reads at most %d"
            .formatted(bundle, found, allowed));
  }
}
