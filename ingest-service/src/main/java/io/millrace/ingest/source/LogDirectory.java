package io.millrace.ingest.source;

import io.millrace.ingest.source.LogFile.Line;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jboss.logging.Logger;

/**
 * The tails of all logs in a directory, through rotation:
 *
 * <ul>
 *   <li>A log that was renamed is read to its end before the one that took its name, and not again
 *       if its new name is one of a log too.
 *   <li>If a name changes hands several times between two polls, the files in between were never
 *       seen under it and are not read, unless their later names are those of logs: then they are
 *       read under these.
 *   <li>A log that cannot be read is said once and keeps no other from being read.
 * </ul>
 *
 * <p>Each log is held open for as long as it has its name. Not thread-safe.
 */
final class LogDirectory implements Closeable {

  private static final Logger LOG = Logger.getLogger(LogDirectory.class);

  private final Path directory;
  private final String ending;
  private final BiConsumer<Path, Line> sink;
  private final Map<Object, LogTail> tails = new LinkedHashMap<>(); // by key, oldest first
  private final Set<Path> unreadable = new HashSet<>();

  LogDirectory(Path directory, String ending, BiConsumer<Path, Line> sink) {
    this.directory = directory;
    this.ending = ending;
    this.sink = sink;
  }

  /**
   * Hands on, with the name of their log, the lines that were completed since the last poll.
   *
   * @throws IOException if the directory itself cannot be read
   */
  void poll() throws IOException {
    Map<Path, Object> keys = keys();
    for (Map.Entry<Path, Object> file : keys.entrySet()) {
      follow(file.getKey(), file.getValue());
    }
    Set<Path> behind = new HashSet<>();
    for (LogTail tail : tails.values()) {
      if (!behind.contains(tail.name()) && !poll(tail, keys)) {
        behind.add(tail.name());
      }
    }
    forget(keys);
  }

  int size() {
    return tails.size();
  }

  /** At once, for a key is free again when a deleted file is closed. */
  private void forget(Map<Path, Object> keys) {
    Set<Object> present = new HashSet<>(keys.values());
    tails
        .entrySet()
        .removeIf(tail -> !present.contains(tail.getKey()) && !tail.getValue().isOpen());
    unreadable.retainAll(keys.keySet());
  }

  private void follow(Path file, Object key) {
    LogTail known = tails.get(key);
    try {
      if (known == null || !known.isStill(file)) {
        tails.put(key, new LogTail(file, key, sink));
      }
    } catch (IOException failure) {
      complain(file, failure);
    }
  }

  private boolean poll(LogTail tail, Map<Path, Object> keys) {
    try {
      boolean atEnd = tail.poll(keys);
      unreadable.remove(tail.name());
      return atEnd;
    } catch (IOException failure) {
      complain(tail.name(), failure);
      return true;
    }
  }

  private void complain(Path file, IOException failure) {
    if (unreadable.add(file)) {
      LOG.warnf("%s cannot be read; the other logs are: %s", file, failure);
    }
  }

  private Map<Path, Object> keys() throws IOException {
    if (!Files.isDirectory(directory)) {
      throw new IOException(directory + " is not a directory");
    }
    Map<Path, Object> keys = new TreeMap<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "?*" + ending)) {
      for (Path file : files) {
        if (Files.isRegularFile(file)) {
          addKey(keys, file);
        }
      }
    }
    return keys;
  }

  private static void addKey(Map<Path, Object> keys, Path file) throws IOException {
    try {
      keys.put(file, LogFile.key(file));
    } catch (NoSuchFileException gone) {
      // It was renamed or deleted while we looked.
    }
  }

  @Override
  public void close() throws IOException {
    for (LogTail tail : tails.values()) {
      tail.close();
    }
  }
}
