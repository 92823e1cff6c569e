package io.millrace.ingest.source;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Follows one log file, under the name it was first seen with, for as long as it may grow. After it
 * was renamed or deleted a process writes to it until it has opened a new one: it is held open
 * until it has been quiet for {@value #QUIET_POLLS} polls.
 *
 * <p>Not thread-safe.
 */
final class LogTail implements Closeable {

  static final int QUIET_POLLS = 20;

  private final Path name;
  private final Object key;
  private final LogFile file;
  private Path place;
  private int quiet; // polls without a byte since it lost its name

  LogTail(Path name, Object key, BiConsumer<Path, LogFile.Line> sink) {
    this.name = name;
    this.key = key;
    this.place = name;
    this.file = new LogFile(line -> sink.accept(name, line));
  }

  Path name() {
    return name;
  }

  boolean isOpen() {
    return file.isOpen();
  }

  /**
   * Whether the file that has this one's key, in the place given, is this one. Once it is closed
   * and deleted, the file system may give its key to another.
   */
  boolean isStill(Path found) throws IOException {
    boolean same = isOpen() || found.equals(place) || file.isContinuedBy(found);
    place = found;
    return same;
  }

  /**
   * Hands on the lines that were completed since the last poll.
   *
   * @param keys of the files by their names now
   * @return whether it was read to its end
   */
  boolean poll(Map<Path, Object> keys) throws IOException {
    boolean named = key.equals(keys.get(name));
    if (named && !file.isOpen()) {
      file.open(name, key);
    }
    long read = file.read();
    quiet = named || read > 0 ? 0 : quiet + 1;
    if (quiet >= QUIET_POLLS) {
      file.finish();
    }
    return read < LogFile.READ_LIMIT;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
