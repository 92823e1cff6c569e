package io.millrace.workbench.up;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;

/**
 * Archives of the classes that each process loads (dynamic class data sharing, JEP 350): a JVM maps
 * them instead of reading, verifying and linking class files again, which is much of a start. An
 * archive serves the build of the JVM and the jars that it was made with; a process without one
 * starts all the same. {@link RehearseCommand} makes them.
 */
public final class ClassArchives {

  private final Path folder;
  private final boolean making;

  private ClassArchives(Path folder, boolean making) {
    this.folder = folder;
    this.making = making;
  }

  /** Those of this JVM, to be used. */
  public static ClassArchives in(Path repository) {
    return new ClassArchives(folder(repository), false);
  }

  /** None yet: processes make theirs as they end. */
  static ClassArchives fresh(Path repository) {
    ClassArchives archives = new ClassArchives(folder(repository), true);
    archives.clear();
    return archives;
  }

  /** The command's script finds its own there. */
  private static Path folder(Path repository) {
    return repository
        .resolve("target")
        .resolve("class-archives")
        .resolve(Runtime.version().toString());
  }

  /**
   * Options of the JVM of a process.
   *
   * @return none if there is no archive, or one of jars that were built again since
   */
  List<String> options(String process, List<String> classPath) {
    if (making) {
      return List.of("-XX:ArchiveClassesAtExit=" + unfinished(process));
    }
    return serves(of(process), classPath)
        ? List.of("-XX:SharedArchiveFile=" + of(process), "-Xlog:cds=off,cds+dynamic=off")
        : List.of();
  }

  private static boolean serves(Path archive, List<String> classPath) {
    try {
      if (!Files.exists(archive)) {
        return false;
      }
      FileTime made = Files.getLastModifiedTime(archive);
      for (String jar : classPath) {
        if (Files.getLastModifiedTime(Path.of(jar)).compareTo(made) > 0) {
          return false;
        }
      }
      return true;
    } catch (IOException e) {
      return false; // a jar that is missing is the JVM's to tell
    }
  }

  private void clear() {
    try {
      Files.createDirectories(folder);
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
    } catch (IOException e) {
      throw new UpException(folder + " cannot be emptied: " + e.getMessage(), e);
    }
  }

  /**
   * Puts an archive where it is used, when its process has ended.
   *
   * @throws UpException if its process has not made it
   */
  void keep(String process) {
    try {
      Files.move(unfinished(process), of(process));
    } catch (IOException e) {
      throw new UpException(process + " has not archived its classes: " + e.getMessage(), e);
    }
  }

  private Path of(String process) {
    return folder.resolve(process + ".jsa");
  }

  private Path unfinished(String process) {
    return folder.resolve(process + ".jsa.unfinished");
  }
}
