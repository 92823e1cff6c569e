package io.millrace.events.fuzz;

/**
 * What became of a valid event.
 *
 * @param bytes handed over, not copied; may be valid still, and need not be JSON
 * @param description what was done, in order
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody, and there are many
public record Mutant(byte[] bytes, String description) {

  /** Whether it can be a line of NDJSON: it has no line break, and something else than space. */
  public boolean isLine() {
    boolean something = false;
    for (byte b : bytes) {
      if (b == '\n' || b == '\r') {
        return false;
      }
      something |= b != ' ' && b != '\t';
    }
    return something;
  }

  @Override
  public String toString() {
    return description + " (" + bytes.length + " bytes)";
  }
}
