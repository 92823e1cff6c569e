package io.millrace.serving;

/** A text that the model's tokenizer refuses. */
public final class UntokenizableTextException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  UntokenizableTextException(ModelBundle bundle, String problem) {
    super("model " + bundle + ": the tokenizer refuses the text: " + problem);
  }

  UntokenizableTextException(ModelBundle bundle, RuntimeException cause) {
    super("model " + bundle + ": the tokenizer refuses the text: " + cause.getMessage(), cause);
  }
}
