package io.millrace.workbench.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FoldersTest {

  @TempDir Path repository;

  private Layout layout;

  @BeforeEach
  void lay() {
    layout = new Layout(repository, repository.resolve(".millrace"));
    new Folders(layout).make();
  }

  @Test
  void freshForgetsEventsAndStateButNotLogsAndTrainedModels() throws IOException {
    Path event = Files.writeString(layout.kafka().resolve("segment.log"), "event");
    Path position = Files.writeString(layout.positions().resolve("host-recorded"), "17");
    Path log = Files.writeString(layout.log("broker"), "line");
    Path model = Files.createDirectories(layout.data().resolve("models").resolve("mine"));

    new Folders(layout).empty();

    assertThat(event).doesNotExist();
    assertThat(position).doesNotExist();
    assertThat(log).exists();
    assertThat(model).exists();
  }

  @Test
  void theLogOfTheRunBeforeIsKept() throws IOException {
    Files.writeString(layout.log("broker"), "before");

    new Folders(layout).rotate(layout.log("broker"));

    assertThat(layout.log("broker")).doesNotExist();
    assertThat(layout.logs().resolve("broker.log.1")).hasContent("before");
  }

  @Test
  void aSecondRunInTheSameFolderIsRefused() {
    try (DataLock first = DataLock.take(layout)) {
      assertThatThrownBy(() -> DataLock.take(layout))
          .isInstanceOf(UpException.class)
          .hasMessageContaining("in use by another `millrace up`");
    }
  }

  @Test
  void theRecordingIsReplayedFromTheFirstRowThatItsNewestModelWasNotTrainedOn() throws IOException {
    Files.createDirectories(layout.recordingModels());
    Files.writeString(layout.recording(), "time,cpu\n");
    model("9", 100);
    model("10", 5400);

    assertThat(Recording.find(layout)).contains(new Recording(layout.recording(), 5400));
  }

  @Test
  void withoutARecordingNothingIsReplayed() {
    assertThat(Recording.find(layout)).isEmpty();
  }

  @Test
  void aSecondMillraceHasPortsOfItsOwn() {
    assertThat(Ports.from(20_000))
        .isEqualTo(new Ports(20_000, 20_001, 20_002, 20_003, 20_004, 20_005));
    assertThatThrownBy(() -> Ports.from(80)).isInstanceOf(UpException.class);
  }

  private void model(String version, int testFromRow) throws IOException {
    Path folder = Files.createDirectories(layout.recordingModels().resolve(version));
    Files.writeString(
        folder.resolve("model.json"), "{\"provenance\":{\"testFromRow\":" + testFromRow + "}}");
  }
}
