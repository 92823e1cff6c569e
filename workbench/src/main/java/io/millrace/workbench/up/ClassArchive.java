package io.millrace.workbench.up;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Classes as the JVM had them at the end of an earlier run (AppCDS), which saves a third of the
 * processor time of a broker's start. A process that has none, or of older jars, makes it when it
 * ends.
 *
 * @param file of this JDK only
 */
record ClassArchive(Path file) {

  private static final String ALL_JARS = File.separator + "*";

  /** In the folder of what was built, so that it is as old as that. */
  static ClassArchive in(Path target, String process) {
    return new ClassArchive(target.resolve(process + "-" + Runtime.version() + ".jsa"));
  }

  /**
   * For the JVM: to use it, or to make it.
   *
   * @param classPath of jars, and of folders whose jars all are meant
   */
  List<String> options(String classPath) {
    try {
      return List.of(
          (isNewerThan(jars(classPath)) ? "-XX:SharedArchiveFile=" : "-XX:ArchiveClassesAtExit=")
              + file,
          // Not a word of classes that cannot be kept.
          "-Xlog:cds=off",
          "-Xlog:cds+dynamic=off",
          "-Xlog:class+path=off");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean isNewerThan(List<Path> jars) throws IOException {
    if (!Files.exists(file)) {
      return false;
    }
    FileTime made = Files.getLastModifiedTime(file);
    for (Path jar : jars) {
      if (Files.getLastModifiedTime(jar).compareTo(made) >= 0) {
        return false;
      }
    }
    return true;
  }

  private static List<Path> jars(String classPath) throws IOException {
    List<Path> jars = new ArrayList<>();
    for (String entry : classPath.split(File.pathSeparator, -1)) {
      if (entry.endsWith(ALL_JARS)) {
        try (Stream<Path> found = Files.list(Path.of(entry).getParent())) {
          found.filter(path -> path.toString().endsWith(".jar")).forEach(jars::add);
        }
      } else {
        jars.add(Path.of(entry));
      }
    }
    return jars;
  }
}
