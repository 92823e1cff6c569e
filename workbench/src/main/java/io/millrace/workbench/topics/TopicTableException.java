package io.millrace.workbench.topics;

/** What is wrong with a table of topics, or between it and a broker, in one sentence. */
public final class TopicTableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  TopicTableException(String message) {
    super(message);
  }

  TopicTableException(String message, Throwable cause) {
    super(message, cause);
  }
}
