package io.millrace.serving.store;

import io.millrace.serving.InvalidBundleException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Copies no more bytes, in all, than were granted. */
final class ByteBudget {

  private static final int BUFFER = 1 << 16; // bytes

  private final String place;
  private final long granted;
  private long left;

  /**
   * @param place where the bytes come from, for the message
   */
  ByteBudget(String place, long granted) {
    this.place = place;
    this.granted = granted;
    this.left = granted;
  }

  /**
   * @throws InvalidBundleException if there are more
   */
  void copy(InputStream in, OutputStream out) throws IOException {
    byte[] buffer = new byte[BUFFER];
    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      spend(read);
      out.write(buffer, 0, read);
    }
  }

  void spend(long bytes) {
    left -= bytes;
    if (left < 0) {
      throw tooLarge();
    }
  }

  private InvalidBundleException tooLarge() {
    return InvalidBundleException.at(place, "expected at most " + granted + " bytes, found more");
  }
}
