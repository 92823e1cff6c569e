package io.millrace.forecasting.alert;

import io.millrace.forecasting.alert.AlertLife.Clearing;
import io.millrace.forecasting.alert.AlertLife.Firing;
import io.millrace.forecasting.alert.AlertLife.Pending;
import io.millrace.forecasting.alert.AlertLife.Quiet;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** {@link AlertStates} in bytes. */
final class AlertStatesCodec {

  private static final byte VERSION = 1;
  private static final long NO_INSTANT = Long.MIN_VALUE; // milliseconds

  private AlertStatesCodec() {}

  static byte[] write(AlertStates states) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      out.writeShort(states.byRule().size());
      for (Map.Entry<String, AlertState> entry : states.byRule().entrySet()) {
        out.writeUTF(entry.getKey());
        write(entry.getValue(), out);
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  private static void write(AlertState state, DataOutputStream out) throws IOException {
    out.writeUTF(state.subject());
    AlertLife life = state.life();
    if (life instanceof Quiet quiet) {
      out.writeByte(0);
      write(quiet, out);
    } else if (life instanceof Pending pending) {
      out.writeByte(1);
      write(pending.since(), out);
      write(pending.before(), out);
    } else if (life instanceof Firing firing) {
      out.writeByte(2);
      write(firing, out);
    } else if (life instanceof Clearing clearing) {
      out.writeByte(3);
      write(clearing.since(), out);
      write(clearing.firing(), out);
    }
    out.writeInt(state.memory().bytes().length);
    out.write(state.memory().bytes());
  }

  private static void write(Quiet quiet, DataOutputStream out) throws IOException {
    write(quiet.endedAt(), out);
    out.writeInt(quiet.flaps());
  }

  private static void write(Firing firing, DataOutputStream out) throws IOException {
    write(firing.startsAt(), out);
    out.writeInt(firing.sequence());
    write(firing.toldAt(), out);
    out.writeInt(firing.grade());
    out.writeInt(firing.flaps());
  }

  private static void write(@Nullable Instant at, DataOutputStream out) throws IOException {
    out.writeLong(at == null ? NO_INSTANT : at.toEpochMilli());
  }

  static AlertStates read(byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      byte version = in.readByte();
      if (version != VERSION) {
        throw new IllegalArgumentException("alerts: state version " + version + " is not known");
      }
      Map<String, AlertState> states = new TreeMap<>();
      for (int left = in.readShort(); left > 0; left--) {
        states.put(in.readUTF(), state(in));
      }
      return new AlertStates(states);
    } catch (IOException cutOff) {
      throw new IllegalArgumentException("alerts: state is cut off", cutOff);
    }
  }

  private static AlertState state(DataInputStream in) throws IOException {
    String subject = in.readUTF();
    byte kind = in.readByte();
    AlertLife life =
        switch (kind) {
          case 0 -> quiet(in);
          case 1 -> new Pending(instant(in), quiet(in));
          case 2 -> firing(in);
          case 3 -> clearing(in);
          default -> throw new IllegalArgumentException("alerts: no state of kind " + kind);
        };
    return new AlertState(subject, life, RuleMemory.of(in.readNBytes(in.readInt())));
  }

  private static Quiet quiet(DataInputStream in) throws IOException {
    long at = in.readLong();
    return new Quiet(at == NO_INSTANT ? null : Instant.ofEpochMilli(at), in.readInt());
  }

  private static Firing firing(DataInputStream in) throws IOException {
    return new Firing(instant(in), in.readInt(), instant(in), in.readInt(), in.readInt());
  }

  private static Clearing clearing(DataInputStream in) throws IOException {
    Instant since = instant(in);
    return new Clearing(firing(in), since);
  }

  private static Instant instant(DataInputStream in) throws IOException {
    return Instant.ofEpochMilli(in.readLong());
  }
}
