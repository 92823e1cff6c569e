package io.millrace.ingest.source;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Held by the one process that reads a folder: two would move each other's files away. */
record FolderLock(FileChannel file, FileLock lock) implements Closeable {

  private static final String NAME = ".millrace-lock";

  /**
   * Takes the lock.
   *
   * @throws IOException if another process or source has it
   */
  static FolderLock of(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      throw new IOException(directory + " is not a directory");
    }
    FileChannel file =
        FileChannel.open(
            directory.resolve(NAME), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock lock = lock(file);
    if (lock == null) {
      file.close();
      throw new IOException(directory + " is being read by another process");
    }
    return new FolderLock(file, lock);
  }

  private static @Nullable FileLock lock(FileChannel file) throws IOException {
    try {
      return file.tryLock();
    } catch (OverlappingFileLockException ours) {
      return null;
    }
  }

  boolean isHeld() {
    return lock.isValid();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
