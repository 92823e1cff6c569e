package io.millrace.workbench.up;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** One run at a time for a data folder. The system lets go of it even if the run is killed. */
final class DataLock implements AutoCloseable {

  private final FileChannel channel;

  private DataLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * @throws UpException if another run holds it
   */
  static DataLock take(Layout layout) {
    try {
      Files.createDirectories(layout.data());
      FileChannel channel =
          FileChannel.open(layout.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (locked(channel) == null) {
        channel.close();
        throw new UpException(
            layout.data()
                + " is in use by another `millrace up`; a second one needs --port-base N and --data"
                + " DIR of its own");
      }
      return new DataLock(channel);
    } catch (IOException e) {
      throw new UpException(layout.lock() + " cannot be locked: " + e.getMessage(), e);
    }
  }

  private static @Nullable FileLock locked(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UpException("the lock cannot be released: " + e.getMessage(), e);
    }
  }
}
