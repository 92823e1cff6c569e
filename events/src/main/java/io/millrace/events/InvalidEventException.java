package io.millrace.events;

/** An event that breaks its contract; the message is {@code "field: reason"}. */
public final class InvalidEventException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String field;
  private final String reason;

  /**
   * @param field path of the field, such as {@code channels.x[3]}; {@code json} if the bytes are no
   *     JSON at all
   * @param reason continues a sentence that starts with the field's name
   */
  public InvalidEventException(String field, String reason) {
    super(field + ": " + reason);
    this.field = field;
    this.reason = reason;
  }

  public String field() {
    return field;
  }

  public String reason() {
    return reason;
  }

  /** The same complaint, seen from the object that holds {@code parent}. */
  InvalidEventException within(String parent) {
    return parent.isEmpty() ? this : new InvalidEventException(parent + "." + field, reason);
  }
}
