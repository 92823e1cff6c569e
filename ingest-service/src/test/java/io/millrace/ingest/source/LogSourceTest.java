package io.millrace.ingest.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.events.TextEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogSourceTest {

  private static final Instant START = Instant.parse("2026-01-31T12:00:00Z");
  private static final String LINE = "2026-01-31T12:00:01.250Z INFO  [io.a.B] (main) ";

  @TempDir Path directory;

  private final RecordedDelivery delivery = new RecordedDelivery();
  private final FakePace pace = new FakePace(START, 1_000);
  private int dropped;
  private Path log;
  private LogSource source;

  @BeforeEach
  void openSource() {
    log = directory.resolve("broker.log");
    source = new LogSource(directory, START, 50, () -> dropped++, delivery, pace);
  }

  private void append(String text) throws IOException {
    Files.writeString(log, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private List<String> texts() throws IOException, InterruptedException {
    source.poll();
    return delivery.events(TextEvent.class).stream().map(TextEvent::text).toList();
  }

  @Test
  void aMessageIsAnEventWithoutItsTimeAndThread() throws Exception {
    append("2026-01-31T13:00:01.250+01:00 WARN  [io.a.B] (pool (1)) Node 1 is (really) gone\n");

    texts();

    TextEvent event = delivery.events(TextEvent.class).get(0);
    assertThat(event.text()).isEqualTo("Node 1 is (really) gone");
    assertThat(event.source()).isEqualTo("broker");
    assertThat(event.at()).isEqualTo(START.plusMillis(1_250));
    assertThat(event.attributes()).isEqualTo(Map.of("level", "WARN", "logger", "io.a.B"));
  }

  @Test
  void onlyWhatIsNewIsRead() throws Exception {
    append(LINE + "one\n");
    texts();
    append(LINE + "two\n");

    assertThat(texts()).containsExactly("one", "two");
  }

  @Test
  void aLineCountsOnceItIsComplete() throws Exception {
    append(LINE + "half");
    assertThat(texts()).isEmpty();
    append(" and whole\n");

    assertThat(texts()).containsExactly("half and whole");
  }

  @Test
  void whatWasWrittenBeforeTheStartIsLeftOut() throws Exception {
    append("2026-01-31T11:59:59.999Z INFO  [io.a.B] (main) old\n" + LINE + "new\n");

    assertThat(texts()).containsExactly("new");
  }

  @Test
  void theLinesOfAStackTraceAreLeftOut() throws Exception {
    append(LINE + "failed: java.io.IOException: full\n\tat io.a.B.c(B.java:7)\n\n" + LINE + "on\n");

    assertThat(texts()).containsExactly("failed: java.io.IOException: full", "on");
  }

  @Test
  void tenThousandLinesOfHandlersOfTextYieldNoEvent() throws Exception {
    String line = LINE.replace("io.a.B", "io.millrace.inference.on-text") + "handled\n";
    append(line.repeat(10_000));

    assertThat(texts()).isEmpty();
    assertThat(dropped).isZero();
  }

  @Test
  void aFloodIsCappedAndTheRestIsCounted() throws Exception {
    append((LINE + "again\n").repeat(10_000));

    assertThat(texts()).hasSize(50);
    assertThat(dropped).isEqualTo(9_950);
  }

  @Test
  void anotherSecondLetsTheNextFiftyPass() throws Exception {
    append((LINE + "again\n").repeat(60));
    texts();
    pace.pause(Duration.ofSeconds(1));
    append((LINE + "again\n").repeat(60));

    assertThat(texts()).hasSize(100);
  }

  @Test
  void aRotatedFileIsReadToItsEndAndItsSuccessorFromTheStart() throws Exception {
    append(LINE + "one\n");
    texts();
    append(LINE + "two\n");
    Files.move(log, directory.resolve("broker.log.1"));
    append(LINE + "three\n");
    texts();

    assertThat(texts()).containsExactly("one", "two", "three");
  }

  @Test
  void aTruncatedFileIsReadFromItsStart() throws Exception {
    append(LINE + "a long line before\n");
    texts();
    Files.writeString(log, LINE + "after\n");

    assertThat(texts()).containsExactly("a long line before", "after");
  }

  @Test
  void aMessageThatIsTooLongIsCut() throws Exception {
    append(LINE + "x".repeat(2_000_000) + "\n" + LINE + "next\n");

    assertThat(texts()).containsExactly("x".repeat(TextEvent.TEXT_LIMIT), "next");
  }

  @Test
  void aMessageIsNeverCutInsideACharacter() throws Exception {
    append(LINE + "x".repeat(TextEvent.TEXT_LIMIT - 1) + "\uD83D\uDE00\n");

    assertThat(texts()).containsExactly("x".repeat(TextEvent.TEXT_LIMIT - 1));
  }

  @Test
  void linesThatEndWithCarriageReturnAreMessagesToo() throws Exception {
    append(LINE + "one\r\n" + LINE + "two\u2028and more\r\n");

    assertThat(texts()).containsExactly("one", "two\u2028and more");
  }

  @Test
  void aTimeThatNoEventTakesIsNoMessage() throws Exception {
    append(LINE.replace("2026-01-31T12:00:01.250Z", "9999-12-31T23:59:59-18:00") + "late\n");

    assertThat(texts()).isEmpty();
  }

  @Test
  void whatKafkaDidNotTakeIsDeliveredLater() throws Exception {
    append(LINE + "one\n" + LINE + "two\n");
    delivery.fail(true);
    assertThatThrownBy(source::poll).hasMessage("no broker");
    delivery.fail(false);

    assertThat(texts()).containsExactly("one", "two");
  }

  @Test
  void eventsHaveIdsOfTheirOwn() throws Exception {
    append(LINE + "same\n" + LINE + "same\n");

    texts();

    assertThat(delivery.events(TextEvent.class)).extracting(TextEvent::id).doesNotHaveDuplicates();
  }
}
