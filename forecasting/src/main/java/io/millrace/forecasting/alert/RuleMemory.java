package io.millrace.forecasting.alert;

import java.util.Arrays;

/** What a rule remembers of what it watches, in the rule's own bytes. */
public final class RuleMemory {

  /** Nothing yet. */
  public static final RuleMemory NONE = new RuleMemory(new byte[0]);

  private final byte[] bytes;

  private RuleMemory(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * @param bytes not written to afterwards
   */
  static RuleMemory of(byte[] bytes) {
    return new RuleMemory(bytes);
  }

  boolean isEmpty() {
    return bytes.length == 0;
  }

  byte[] bytes() {
    return bytes;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RuleMemory memory && Arrays.equals(bytes, memory.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return bytes.length + " bytes";
  }
}
