package io.millrace.ingest.source;

import io.millrace.events.InvalidEventException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import org.jboss.logging.Logger;

/**
 * Files dropped into a directory, each read once and then moved to {@code done/} or {@code
 * refused/}. CSV holds values of the series that the file is named for, NDJSON events of the kind
 * that its ending names.
 *
 * <p>How far a file was read is noted after Kafka has acknowledged it. What was sent between the
 * note and a crash is sent again as the same events (of a line of CSV the identity is series and
 * time, of NDJSON its own id), which de-duplication swallows; what was refused in between is filed
 * again.
 *
 * <p>Not thread-safe.
 */
final class FolderSource implements Source {

  private static final Logger LOG = Logger.getLogger(FolderSource.class);
  private static final Duration LONGEST_POLL = Duration.ofSeconds(1);
  private static final Duration SHORTEST_POLL = Duration.ofMillis(100);

  private final Path directory;
  private final Duration settle;
  private final Arrivals arrivals;
  private final FolderNotes notes;
  private final Delivery delivery;
  private final Pace pace;
  private final Set<Path> left = new HashSet<>(); // said once

  FolderSource(Path directory, Duration settle, Delivery delivery, Pace pace) {
    this.directory = directory;
    this.settle = settle;
    this.arrivals = new Arrivals(settle);
    this.notes = new FolderNotes(directory.resolve(".millrace-position"));
    this.delivery = delivery;
    this.pace = pace;
  }

  @Override
  public String name() {
    return "folder";
  }

  @Override
  public void run() throws IOException, InterruptedException {
    try (FolderLock lock = FolderLock.of(directory)) {
      while (lock.isHeld()) {
        poll();
        pace.pause(clamped(settle));
      }
    }
  }

  private static Duration clamped(Duration poll) {
    Duration atMost = poll.compareTo(LONGEST_POLL) > 0 ? LONGEST_POLL : poll;
    return atMost.compareTo(SHORTEST_POLL) < 0 ? SHORTEST_POLL : atMost;
  }

  /** Reads and moves the files that are complete. */
  void poll() throws IOException, InterruptedException {
    Map<Path, Sighting> files = look();
    left.retainAll(files.keySet());
    for (Path file : begunFirst(arrivals.complete(files, pace.now()), files)) {
      Optional<LineFormat> format = LineFormat.of(file);
      if (format.isEmpty()) {
        leave(file, "it is none of " + LineFormat.ENDINGS);
      } else if (!Files.isReadable(file)) {
        leave(file, "it cannot be read");
      } else {
        read(file, format.get());
      }
    }
  }

  private Map<Path, Sighting> look() throws IOException {
    if (!Files.isDirectory(directory)) {
      throw new IOException(directory + " is not a directory");
    }
    Map<Path, Sighting> files = new HashMap<>();
    try (DirectoryStream<Path> found = Files.newDirectoryStream(directory)) {
      for (Path file : found) {
        Sighting.of(file).ifPresent(sighting -> files.put(file, sighting));
      }
    }
    return files;
  }

  /** There is one note: reading another file first would lose it. */
  private List<Path> begunFirst(List<Path> complete, Map<Path, Sighting> files) throws IOException {
    Optional<Path> begun = notes.read().map(note -> directory.resolve(note.file()));
    if (begun.isPresent() && !files.containsKey(begun.get())) {
      notes.delete(); // its file was moved, and then the run was cut off
    }
    return complete.stream()
        .sorted(Comparator.comparing(file -> !begun.equals(Optional.of(file))))
        .toList();
  }

  private void leave(Path file, String reason) {
    if (left.add(file)) {
      LOG.warnf("%s is left where it is: %s", file, reason);
    }
  }

  private void read(Path file, LineFormat format) throws IOException, InterruptedException {
    Optional<Sighting> before = Sighting.of(file);
    if (before.isEmpty()) {
      return;
    }
    String name = file.getFileName().toString();
    FolderErrors errors = FolderErrors.of(file);
    FolderNote start =
        notes
            .read()
            .filter(note -> note.isOf(name, before.get()))
            .orElseGet(() -> FolderNote.start(name, before.get()));
    errors.keep(start.errors());
    Progress progress = new Progress(start, errors);
    new DroppedFile(format, start.line(), progress).read(file);
    if (Sighting.of(file).equals(before)) {
      new FolderExit(directory).leave(file, errors, progress.note.isRefused());
      notes.delete();
    } else {
      LOG.warnf("%s changed while it was read: it is read again once it has settled", file);
    }
  }

  /** Delivers the lines of one file, and notes after each batch how far it came. */
  private final class Progress implements DroppedFile.Taker {

    private final FolderErrors errors;
    private FolderNote note;

    private Progress(FolderNote start, FolderErrors errors) {
      this.note = start;
      this.errors = errors;
    }

    @Override
    public void take(List<DroppedLine> lines, long last) throws IOException, InterruptedException {
      SortedMap<Integer, InvalidEventException> refused = delivery.take(lines);
      long bytes = note.errors() + errors.add(lines, refused);
      note = note.after(last, lines.size() - refused.size(), refused.size(), bytes);
      notes.write(note);
    }
  }
}
