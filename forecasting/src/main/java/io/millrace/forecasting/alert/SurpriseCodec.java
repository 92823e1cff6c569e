package io.millrace.forecasting.alert;

import io.millrace.forecasting.alert.Surprise.Means;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.EnumMap;

/** What has been usual of a variate, as bytes: version, means, profile, deviations by aspect. */
final class SurpriseCodec {

  private static final byte VERSION = 1;

  static final int MOST_BYTES =
      1
          + 6 * Double.BYTES
          + SeasonProfile.MOST_BYTES
          + Aspect.values().length * Deviations.MOST_BYTES;

  private SurpriseCodec() {}

  static byte[] write(Surprise surprise) {
    ByteBuffer out = ByteBuffer.allocate(MOST_BYTES).put(VERSION);
    Means means = surprise.means();
    out.putDouble(means.first()).putDouble(means.last()).putDouble(means.level());
    out.putDouble(means.season()).putDouble(means.unrest()).putDouble(means.usual());
    surprise.profile().write(out);
    for (Aspect aspect : Aspect.values()) {
      surprise.before(aspect).write(out);
    }
    return Arrays.copyOf(out.array(), out.position());
  }

  static Surprise read(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    byte version = in.get();
    if (version != VERSION) {
      throw new IllegalArgumentException(
          "surprise: state version " + version + " is not known, expected " + VERSION);
    }
    Means means =
        new Means(
            in.getDouble(),
            in.getDouble(),
            in.getDouble(),
            in.getDouble(),
            in.getDouble(),
            in.getDouble());
    SeasonProfile profile = SeasonProfile.read(in);
    EnumMap<Aspect, Deviations> before = new EnumMap<>(Aspect.class);
    for (Aspect aspect : Aspect.values()) {
      before.put(aspect, Deviations.read(in));
    }
    return new Surprise(means, profile, before);
  }
}
