package io.millrace.ingest.http;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * A request's body as it is read: decompressed, not for ever, and not beyond what its compressed
 * form can be in earnest.
 */
final class Body {

  private static final int BUFFER = 65_536; // bytes
  private static final String TIMED_OUT = "Read timed out";
  private static final long FREE_EXPANSION = 1_000_000; // bytes, whatever came

  private final Limits limits;
  private final LongSupplier nanos;
  private long came; // bytes, compressed
  private long became; // bytes, read

  /**
   * @param expansion how many times larger than it came a compressed body may become
   * @param bytesPerSecond at least, on the average of all the time after the grace
   */
  record Limits(int expansion, long bytesPerSecond, Duration grace) {}

  Body(Limits limits, LongSupplier nanos) {
    this.limits = limits;
    this.nanos = nanos;
  }

  /**
   * Opens a body.
   *
   * @param encoding of the header {@code Content-Encoding}
   * @throws Unreadable if the encoding is not known; reading throws it for a body that is too slow,
   *     grows too large, or breaks off
   */
  InputStream open(InputStream raw, @Nullable String encoding) throws IOException {
    InputStream steady = new Steady(raw);
    return switch (encoding == null ? "identity" : encoding.strip().toLowerCase(Locale.ROOT)) {
      case "identity" -> steady;
      case "gzip", "x-gzip" -> new Bounded(new GZIPInputStream(steady, BUFFER));
      case "zstd" ->
          new Bounded(new ZstdInputStreamNoFinalizer(new BufferedInputStream(steady, BUFFER)));
      default ->
          throw new Unreadable(
              Unreadable.ENCODING, "Content-Encoding must be gzip or zstd, is " + encoding);
    };
  }

  private final class Steady extends FilterInputStream {

    private final long opened = nanos.getAsLong();

    Steady(InputStream raw) {
      super(raw);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int start, int length) throws IOException {
      int read = readInTime(into, start, length);
      took(read);
      return read;
    }

    /** The framework says of a wait that was too long so much in words, and no more. */
    private int readInTime(byte[] into, int start, int length) throws IOException {
      try {
        return super.read(into, start, length);
      } catch (IOException broken) {
        if (TIMED_OUT.equals(broken.getMessage())) {
          throw new Unreadable(Unreadable.SLOW, "The rest of the body did not come.");
        }
        throw broken;
      }
    }

    private void took(int bytes) throws Unreadable {
      came += Math.max(0, bytes);
      double seconds = (nanos.getAsLong() - opened) / 1e9;
      if (bytes >= 0
          && seconds > limits.grace().toSeconds()
          && came < limits.bytesPerSecond() * seconds) {
        throw new Unreadable(
            Unreadable.SLOW,
            String.format(
                Locale.ROOT,
                "The body must come at %d bytes a second or faster; %d bytes came in %.0f s.",
                limits.bytesPerSecond(),
                came,
                seconds));
      }
    }
  }

  private final class Bounded extends FilterInputStream {

    Bounded(InputStream decoded) {
      super(decoded);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int start, int length) throws IOException {
      int read = super.read(into, start, length);
      grew(Math.max(0, read));
      return read;
    }

    private void grew(int bytes) throws Unreadable {
      became += bytes;
      if (became > FREE_EXPANSION && became > came * limits.expansion()) {
        throw new Unreadable(
            Unreadable.LARGE,
            "A compressed body must grow to at most "
                + limits.expansion()
                + " times its size; "
                + came
                + " bytes have become "
                + became
                + " so far.");
      }
    }
  }
}
