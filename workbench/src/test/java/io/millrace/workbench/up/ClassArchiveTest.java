package io.millrace.workbench.up;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassArchiveTest {

  @TempDir Path target;

  private ClassArchive archive;
  private Path own;
  private Path library;
  private String classPath;

  @BeforeEach
  void jars() throws IOException {
    archive = ClassArchive.in(target, "broker");
    own = madeAt(target.resolve("broker.jar"), 1_000);
    library = madeAt(Files.createDirectory(target.resolve("lib")).resolve("kafka.jar"), 2_000);
    classPath = own + File.pathSeparator + library.getParent() + "/*";
  }

  @Test
  void whereThereIsNoneItIsMade() {
    assertThat(archive.options(classPath)).contains("-XX:ArchiveClassesAtExit=" + archive.file());
  }

  @Test
  void oneThatIsNewerThanAllJarsIsUsed() throws IOException {
    madeAt(archive.file(), 3_000);

    assertThat(archive.options(classPath)).contains("-XX:SharedArchiveFile=" + archive.file());
  }

  @Test
  void oneThatIsOlderThanAJarOfAFolderOrAJarByItselfIsMadeAnew() throws IOException {
    madeAt(archive.file(), 1_500);
    assertThat(archive.options(classPath)).contains("-XX:ArchiveClassesAtExit=" + archive.file());

    madeAt(library, 1_000);
    assertThat(archive.options(classPath)).contains("-XX:SharedArchiveFile=" + archive.file());

    madeAt(own, 1_600);
    assertThat(archive.options(classPath)).contains("-XX:ArchiveClassesAtExit=" + archive.file());
  }

  private static Path madeAt(Path file, long millis) throws IOException {
    Files.writeString(file, "");
    return Files.setLastModifiedTime(file, FileTime.fromMillis(millis));
  }
}
