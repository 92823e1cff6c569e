package io.millrace.forecast.stream;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Closed steps of one series that wait for their pass, oldest first. */
record DueSteps(List<Long> slots) {

  static final DueSteps NONE = new DueSteps(List.of());

  private static final byte VERSION = 1;

  DueSteps {
    slots = List.copyOf(slots);
  }

  DueSteps plus(List<Long> more) {
    List<Long> all = new ArrayList<>(slots);
    all.addAll(more);
    return new DueSteps(all);
  }

  DueSteps minus(long slot) {
    return new DueSteps(slots.stream().filter(each -> each != slot).toList());
  }

  byte[] toBytes() {
    ByteBuffer out = ByteBuffer.allocate(1 + slots.size() * Long.BYTES).put(VERSION);
    slots.forEach(out::putLong);
    return out.array();
  }

  static DueSteps fromBytes(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    byte version = in.get();
    if (version != VERSION) {
      throw new IllegalArgumentException("due steps: state version " + version + " is not known");
    }
    List<Long> slots = new ArrayList<>();
    while (in.hasRemaining()) {
      slots.add(in.getLong());
    }
    return new DueSteps(slots);
  }
}
