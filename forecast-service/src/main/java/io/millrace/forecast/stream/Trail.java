package io.millrace.forecast.stream;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The last few events under one key, as they went onto their topic.
 *
 * @param events JSON, the oldest first; not to be written to
 */
public record Trail(List<byte[]> events) {

  public static final Trail NONE = new Trail(List.of());

  private static final int MOST = 32;
  private static final byte VERSION = 1;

  public Trail {
    events = List.copyOf(events);
  }

  Trail with(byte[] event) {
    List<byte[]> next = new ArrayList<>(events);
    next.add(event);
    return new Trail(next.subList(Math.max(0, next.size() - MOST), next.size()));
  }

  /** There is always one. */
  public byte[] last() {
    return events.get(events.size() - 1);
  }

  byte[] toBytes() {
    int size = events.stream().mapToInt(event -> Integer.BYTES + event.length).sum();
    ByteBuffer out = ByteBuffer.allocate(1 + size).put(VERSION);
    events.forEach(event -> out.putInt(event.length).put(event));
    return out.array();
  }

  static Trail fromBytes(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    byte version = in.get();
    if (version != VERSION) {
      throw new IllegalArgumentException("trail: state version " + version + " is not known");
    }
    List<byte[]> events = new ArrayList<>();
    while (in.hasRemaining()) {
      byte[] event = new byte[in.getInt()];
      in.get(event);
      events.add(event);
    }
    return new Trail(events);
  }
}
