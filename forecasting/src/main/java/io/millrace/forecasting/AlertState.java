package io.millrace.forecasting;

import io.millrace.forecasting.AlertLife.Clearing;
import io.millrace.forecasting.AlertLife.Firing;
import io.millrace.forecasting.AlertLife.Pending;
import java.nio.ByteBuffer;
import java.time.Instant;

/**
 * A rule's memory on one series.
 *
 * @param recent for rules that count: the last steps, the newest in the lowest bit, 1 = outside
 */
public record AlertState(AlertLife life, long recent) {

  public static final AlertState INITIAL = new AlertState(AlertLife.QUIET, 0);

  private static final byte VERSION = 1;
  private static final byte QUIET = 0;
  private static final byte PENDING = 1;
  private static final byte FIRING = 2;
  private static final byte CLEARING = 3;
  private static final int BYTES = 2 + 3 * Long.BYTES + Integer.BYTES;

  /** Fixed width, with a version byte. */
  public byte[] toBytes() {
    ByteBuffer out = ByteBuffer.allocate(BYTES).put(VERSION);
    if (life instanceof Pending pending) {
      out.put(PENDING).putLong(pending.since().toEpochMilli()).putLong(0).putInt(0);
    } else if (life instanceof Firing firing) {
      out.put(FIRING).putLong(0);
      out.putLong(firing.startsAt().toEpochMilli()).putInt(firing.sequence());
    } else if (life instanceof Clearing clearing) {
      out.put(CLEARING).putLong(clearing.since().toEpochMilli());
      out.putLong(clearing.firing().startsAt().toEpochMilli());
      out.putInt(clearing.firing().sequence());
    } else {
      out.put(QUIET).putLong(0).putLong(0).putInt(0);
    }
    return out.putLong(recent).array();
  }

  public static AlertState fromBytes(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    byte version = in.get();
    if (version != VERSION) {
      throw new IllegalArgumentException("alert: state version " + version + " is not known");
    }
    byte kind = in.get();
    Instant since = Instant.ofEpochMilli(in.getLong());
    Firing firing = new Firing(Instant.ofEpochMilli(in.getLong()), in.getInt());
    long recent = in.getLong();
    AlertLife life =
        switch (kind) {
          case PENDING -> new Pending(since);
          case FIRING -> firing;
          case CLEARING -> new Clearing(firing, since);
          default -> AlertLife.QUIET;
        };
    return new AlertState(life, recent);
  }
}
