package io.millrace.ingest.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jboss.logging.Logger;

/**
 * Where files go once they were read: {@code done/}, or {@code refused/} if nothing of them was
 * accepted, with their list of errors beside them. A name that is taken there gets a number.
 */
record FolderExit(Path directory) {

  private static final Logger LOG = Logger.getLogger(FolderExit.class);
  private static final String ERRORS = ".errors";

  /** The list goes first: cut off between the two, the next run moves the file to its side. */
  void leave(Path file, FolderErrors errors, boolean refused) throws IOException {
    Path exit = Files.createDirectories(directory.resolve(refused ? "refused" : "done"));
    Path target = free(exit, file.getFileName().toString(), Files.exists(errors.file()));
    if (Files.exists(errors.file())) {
      Files.move(errors.file(), exit.resolve(target.getFileName() + ERRORS));
    }
    try {
      Files.move(file, target);
    } catch (NoSuchFileException gone) {
      LOG.warnf("%s was read, and taken away before it could be moved to %s", file, target);
    }
  }

  /** {@code oven.csv}, {@code oven-2.csv}, … */
  private static Path free(Path exit, String name, boolean withErrors) {
    int dot = name.indexOf('.', 1);
    String stem = dot < 0 ? name : name.substring(0, dot);
    String ending = dot < 0 ? "" : name.substring(dot);
    Path target = exit.resolve(name);
    for (int n = 2; isTaken(target, withErrors); n++) {
      target = exit.resolve(stem + "-" + n + ending);
    }
    return target;
  }

  private static boolean isTaken(Path target, boolean withErrors) {
    return Files.exists(target)
        || withErrors && Files.exists(target.resolveSibling(target.getFileName() + ERRORS));
  }
}
