package io.millrace.forecasting.alert;

import io.millrace.forecasting.Limit;
import io.millrace.forecasting.alert.BreachMemory.Statement;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Memories of breaches as bytes: version, the event, where it stands, and what waits. */
final class BreachMemoryCodec {

  private static final byte VERSION = 1;
  private static final int HEAD = 4 + Short.BYTES + 2 * Long.BYTES + 5 * Float.BYTES;
  private static final int STATEMENT = Short.BYTES + Float.BYTES + 1;

  private BreachMemoryCodec() {}

  static byte[] write(BreachMemory memory) {
    ByteBuffer out = ByteBuffer.allocate(HEAD + memory.open().size() * STATEMENT).put(VERSION);
    out.put((byte) memory.limit().side().ordinal()).putDouble(memory.limit().value());
    out.putShort((short) memory.leads()).putLong(memory.last());
    out.put((byte) (memory.inside() ? 1 : 0));
    EventCalibration calibration = memory.calibration();
    out.putFloat(calibration.offset()).putFloat(calibration.slope());
    out.putFloat(calibration.offsetVariance()).putFloat(calibration.covariance());
    out.putFloat(calibration.slopeVariance());
    out.put((byte) memory.open().size());
    for (Statement statement : memory.open()) {
      out.putShort((short) (memory.last() - statement.slot())).putFloat(statement.stated());
      out.put((byte) (statement.breached() ? 1 : 0));
    }
    return out.array();
  }

  static BreachMemory read(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    byte version = in.get();
    if (version != VERSION) {
      throw new IllegalArgumentException(
          "breach memory: state version " + version + " is not known");
    }
    Limit limit = new Limit(Limit.Side.values()[in.get()], in.getDouble());
    int leads = in.getShort();
    long last = in.getLong();
    boolean inside = in.get() == 1;
    EventCalibration calibration =
        new EventCalibration(
            in.getFloat(), in.getFloat(), in.getFloat(), in.getFloat(), in.getFloat());
    return new BreachMemory(limit, leads, last, inside, calibration, open(in, last));
  }

  private static List<Statement> open(ByteBuffer in, long last) {
    int count = in.get();
    List<Statement> open = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      open.add(new Statement(last - in.getShort(), in.getFloat(), in.get() == 1));
    }
    return open;
  }
}
