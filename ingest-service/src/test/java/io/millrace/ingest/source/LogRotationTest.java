package io.millrace.ingest.source;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogRotationTest {

  @TempDir Path directory;

  private final List<String> lines = new ArrayList<>();
  private Path log;
  private LogDirectory logs;

  @BeforeEach
  void follow() {
    log = directory.resolve("app.log");
    logs =
        new LogDirectory(
            directory, ".log", (file, line) -> lines.add(file.getFileName() + ":" + line.text()));
  }

  @AfterEach
  void close() throws IOException {
    logs.close();
  }

  private static void append(Path file, String text) throws IOException {
    Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private void append(String text) throws IOException {
    append(log, text);
  }

  private void pollUntilQuiet() throws IOException {
    for (int i = 0; i <= LogTail.QUIET_POLLS; i++) {
      logs.poll();
    }
  }

  @Test
  void aTruncatedFileThatOutgrewItsFormerSizeIsReadFromItsStart() throws IOException {
    append("one\n");
    logs.poll();
    Files.writeString(log, "a first line that is longer\nand a second\n");
    logs.poll();

    assertThat(lines)
        .containsExactly(
            "app.log:one", "app.log:a first line that is longer", "app.log:and a second");
  }

  @Test
  void contentReplacedByAsMuchIsRead() throws IOException {
    append("one\ntwo\n");
    logs.poll();
    Files.writeString(log, "six\nten\n");
    logs.poll();

    assertThat(lines).containsExactly("app.log:one", "app.log:two", "app.log:six", "app.log:ten");
  }

  @Test
  void contentThatOnlyBeginsAsBeforeIsReadFromItsStart() throws IOException {
    String banner = "banner ".repeat(100) + "\n";
    append(banner + "one\n");
    logs.poll();
    Files.writeString(log, banner + "two, and longer\n");
    logs.poll();

    assertThat(lines).hasSize(4).endsWith("app.log:two, and longer");
  }

  @Test
  void theHoleOfAWriterThatKeepsItsPlaceIsPassedOver() throws IOException {
    append("one\n".repeat(100_000));
    logs.poll();
    lines.clear();
    try (FileChannel writer = FileChannel.open(log, StandardOpenOption.WRITE)) {
      writer.truncate(0);
      writer.write(ByteBuffer.wrap("two\n".getBytes(UTF_8)), 400_000);
    }
    logs.poll();

    assertThat(lines).containsExactly("app.log:two");
  }

  @Test
  void whatIsWrittenToARenamedFileUntilTheNewOneIsOpenedIsRead() throws IOException {
    append("one\n");
    logs.poll();
    Path old = Files.move(log, directory.resolve("app.log.1"));
    logs.poll();
    append(old, "late\n");
    append("new\n");
    logs.poll();

    assertThat(lines).containsExactly("app.log:one", "app.log:late", "app.log:new");
  }

  @Test
  void theUnfinishedLastLineOfARenamedFileCountsOnceItIsQuiet() throws IOException {
    append("whole\nhalf");
    logs.poll();
    Files.move(log, directory.resolve("app.log.1"));
    append("new\n");
    logs.poll();
    assertThat(lines).containsExactly("app.log:whole", "app.log:new");
    pollUntilQuiet();

    assertThat(lines).containsExactly("app.log:whole", "app.log:new", "app.log:half");
  }

  @Test
  void anUnfinishedLineIsFinishedAfterTheRotation() throws IOException {
    append("ha");
    logs.poll();
    Path old = Files.move(log, directory.resolve("app.log.1"));
    append(old, "lf\n");
    logs.poll();

    assertThat(lines).containsExactly("app.log:half");
  }

  @Test
  void theUnfinishedLastLineOfATruncatedFileIsKept() throws IOException {
    append("half");
    logs.poll();
    Files.writeString(log, "new\n");
    logs.poll();

    assertThat(lines).containsExactly("app.log:half", "app.log:new");
  }

  @Test
  void aFileRotatedToAnotherLogNameIsNotReadTwice() throws IOException {
    append("one\n");
    logs.poll();
    Files.move(log, directory.resolve("app-1.log"));
    append("two\n");
    pollUntilQuiet();
    logs.poll();
    Files.move(directory.resolve("app-1.log"), directory.resolve("app-2.log"));
    Files.move(log, directory.resolve("app-1.log"));
    append("three\n");
    pollUntilQuiet();
    logs.poll();

    assertThat(lines).containsExactly("app.log:one", "app.log:two", "app.log:three");
  }

  @Test
  void aNewFileUnderTheKeyOfADeletedOneIsRead() throws IOException {
    append("one\n");
    logs.poll();
    Path old = Files.move(log, directory.resolve("app-1.log"));
    pollUntilQuiet();
    // What a file system does that gives the number of a deleted file to the next one.
    Files.writeString(old, "two, written anew\n");
    Files.move(old, log, StandardCopyOption.REPLACE_EXISTING);
    logs.poll();

    assertThat(lines).containsExactly("app.log:one", "app.log:two, written anew");
  }

  @Test
  void tailsOfVanishedFilesAreForgottenAndTheirHandlesClosed() throws IOException {
    for (int day = 0; day < 50; day++) {
      Path dated = directory.resolve("app-" + day + ".log");
      append(dated, "line\n");
      logs.poll();
      Files.delete(dated);
    }
    pollUntilQuiet();
    logs.poll();

    assertThat(lines).hasSize(50);
    assertThat(logs.size()).isZero();
    assertThat(openFiles()).noneMatch(file -> file.contains(directory.toString()));
  }

  private static List<String> openFiles() throws IOException {
    List<String> open = new ArrayList<>();
    try (var descriptors = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
      for (Path descriptor : descriptors) {
        if (Files.isSymbolicLink(descriptor)) {
          open.add(Files.readSymbolicLink(descriptor).toString());
        }
      }
    }
    return open;
  }

  @Test
  void aNameThatComesBackIsFollowedAgain() throws IOException {
    append("one\n");
    logs.poll();
    Files.delete(log);
    pollUntilQuiet();
    append("two\n");
    logs.poll();

    assertThat(lines).containsExactly("app.log:one", "app.log:two");
  }

  @Test
  void linesMayEndWithCarriageReturnAndTheFileBeginWithAMark() throws IOException {
    append("\uFEFFone\r\ntwo\r");
    logs.poll();
    append("\nthree\n");
    logs.poll();

    assertThat(lines).containsExactly("app.log:one", "app.log:two", "app.log:three");
  }

  @Test
  void aCharacterCutByTwoPollsIsWhole() throws IOException {
    byte[] line = "größer\n".getBytes(UTF_8);
    Files.write(log, Arrays.copyOf(line, 3));
    logs.poll();
    Files.write(log, Arrays.copyOfRange(line, 3, line.length), StandardOpenOption.APPEND);
    logs.poll();

    assertThat(lines).containsExactly("app.log:größer");
  }

  @Test
  void whatIsNoUtf8IsReplacedAndTheRestOfTheLineKept() throws IOException {
    Files.write(log, "gr\u00f6\u00dfer\n".getBytes(ISO_8859_1));
    logs.poll();

    assertThat(lines).containsExactly("app.log:gr\uFFFD\uFFFDer");
  }

  @Test
  void aLogThatCannotBeReadKeepsNoOtherFromBeingRead() throws IOException {
    Files.createDirectory(directory.resolve("a.log"));
    Files.createSymbolicLink(directory.resolve("aa.log"), directory.resolve("nowhere"));
    Files.createSymbolicLink(directory.resolve("aaa.log"), Path.of("/proc/self/mem")); // EIO
    append("one\n");
    logs.poll();

    assertThat(lines).containsExactly("app.log:one");
  }

  @Test
  void aDirectoryThatIsMissingIsNamed() {
    LogDirectory missing =
        new LogDirectory(directory.resolve("missing"), ".log", (file, line) -> {});

    assertThatThrownBy(missing::poll).hasMessageEndingWith("missing is not a directory");
  }
}
