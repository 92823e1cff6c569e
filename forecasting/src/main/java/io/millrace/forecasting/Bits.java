package io.millrace.forecasting;

import java.nio.ByteBuffer;

/** A rule's memory of the last 64 steps, the newest in the lowest bit. */
final class Bits {

  private static final byte VERSION = 1;

  private Bits() {}

  static long of(RuleMemory memory) {
    ByteBuffer in = ByteBuffer.wrap(memory.bytes());
    return memory.isEmpty() || in.get() != VERSION ? 0 : in.getLong();
  }

  static RuleMemory memory(long bits) {
    return RuleMemory.of(ByteBuffer.allocate(1 + Long.BYTES).put(VERSION).putLong(bits).array());
  }
}
