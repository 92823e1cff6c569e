package io.millrace.workbench.rejected;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.events.Rejection;
import io.millrace.events.Topics;
import io.millrace.workbench.broker.BrokerOptions;
import io.millrace.workbench.broker.FakeKafka;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class RejectedCommandTest {

  private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");

  private final FakeKafka kafka =
      new FakeKafka()
          .topic(Topics.REJECTED_EVENTS, 4)
          .topic(Topics.TEXT_EVENTS, 4)
          .topic(Topics.SENSOR_EVENTS, 4);
  private final StringWriter screen = new StringWriter();
  private final StringWriter errors = new StringWriter();

  @BeforeEach
  void twoRejections() {
    kafka.at(NOW.minus(Duration.ofHours(2)).toEpochMilli());
    file(0, text("{\"id\":7", headers("ce_id", "a")));
    kafka.at(NOW.minus(Duration.ofMinutes(1)).toEpochMilli());
    file(
        2,
        new Rejection(
            bytes("pump"),
            new byte[] {1, 2, (byte) 0xff},
            headers(),
            Topics.SENSOR_EVENTS,
            1,
            9,
            "inference",
            "channels.x[0]: is\nodd",
            null,
            null));
  }

  @Test
  void theListSaysOfEachWhereItIsWhereItWasFromByWhomAndWhy() {
    assertThat(run("list")).isZero();

    assertThat(screen.toString())
        .isEqualToNormalizingNewlines(
            """
            PLACE  FILED                 FROM               STAGE      MODEL         REASON
              0@0  2026-03-04T03:06:07Z  text-events 3@42   decode     log-triage 1  json: is broken
              2@0  2026-03-04T05:05:07Z  sensor-events 1@9  inference  –             channels.x[0]: is odd
            """);
    assertThat(errors.toString()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"--topic sensor-events", "--stage inference", "--since 15m", "--limit 1"})
  void theListIsNarrowedDown(String narrowing) {
    assertThat(run(("list " + narrowing).split(" "))).isZero();

    assertThat(screen.toString()).contains("2@0").doesNotContain("0@0");
  }

  @Test
  void aLimitedListSaysHowManyThereAre() {
    assertThat(run("list", "--limit", "1")).isZero();

    assertThat(screen.toString()).endsWith("the last 1 of 2; --limit shows more\n");
  }

  @Test
  void whatIsNoRejectionIsReportedAndTheOthersAreListed() {
    kafka.append(new ProducerRecord<>(Topics.REJECTED_EVENTS, 1, null, bytes("stray")));

    assertThat(run("list")).isZero();

    assertThat(screen.toString().lines()).hasSize(3);
    assertThat(errors.toString())
        .isEqualToIgnoringNewLines("millrace: 1@0 is no rejection: millrace_topic: is missing");
  }

  @Test
  void aTextIsShownAsItIs() {
    assertThat(run("show", "0@0")).isZero();

    assertThat(screen.toString())
        .isEqualToNormalizingNewlines(
            """
            rejected-events 0@0, 2026-03-04T03:06:07Z
              from    text-events 3@42
              stage   decode
              reason  json: is broken
              model   log-triage 1
              key     broker
              header  ce_id: a
              value   7 bytes

            {"id":7
            """);
  }

  @Test
  void otherBytesAreShownInHexadecimal() {
    assertThat(run("show", "2@0")).isZero();

    assertThat(screen.toString())
        .contains("  value   3 bytes")
        .endsWith("00000000  01 02 ff" + " ".repeat(41) + "...\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0@1", "9@0"})
  void aPlaceWithoutARecordIsNamed(String place) {
    assertThat(run("show", place)).isEqualTo(1);

    assertThat(errors.toString()).contains("rejected-events has no record at " + place);
  }

  @Test
  void aReplayedRecordIsTheOriginalAndSaysOfWhichRejectionItIs() {
    assertThat(run("replay", "0@0")).isZero();

    assertThat(kafka.sent()).hasSize(1);
    ProducerRecord<byte[], byte[]> sent = kafka.sent().get(0);
    assertThat(sent.topic()).isEqualTo("text-events");
    assertThat(sent.partition()).isEqualTo(3);
    assertThat(sent.key()).asString(UTF_8).isEqualTo("broker");
    assertThat(sent.value()).asString(UTF_8).isEqualTo("{\"id\":7");
    assertThat(names(sent)).containsExactly("ce_id", "millrace_replay_of");
    assertThat(sent.headers().lastHeader("millrace_replay_of").value())
        .asString(UTF_8)
        .isEqualTo("0@0");
    assertThat(kafka.transactionsCommitted()).containsExactly(true);
    assertThat(screen.toString()).isEqualToIgnoringNewLines("replayed 1 to text-events");
  }

  @Test
  void theMarkOfARecordedEventIsKept() {
    file(1, text("{}", headers("millrace_origin", "recorded", "millrace_stage", "of old")));

    assertThat(run("replay", "1@0")).isZero();

    assertThat(names(kafka.sent().get(0))).containsExactly("millrace_origin", "millrace_replay_of");
  }

  @Test
  void allGoInOneTransaction() {
    assertThat(run("replay", "--all")).isZero();

    assertThat(kafka.sent())
        .extracting(ProducerRecord::topic)
        .containsExactlyInAnyOrder("text-events", "sensor-events");
    assertThat(kafka.transactionsCommitted()).containsExactly(true);
    assertThat(screen.toString().lines())
        .containsExactlyInAnyOrder("replayed 1 to text-events", "replayed 1 to sensor-events");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--topic text-events", "--stage decode"})
  void onlyThoseThatAreMeantAreReplayed(String narrowing) {
    assertThat(run(("replay --all " + narrowing).split(" "))).isZero();

    assertThat(kafka.sent()).extracting(ProducerRecord::topic).containsExactly("text-events");
  }

  @Test
  void aPlaceGivenTwiceIsReplayedOnce() {
    assertThat(run("replay", "0@0", "2@0", "0@0")).isZero();

    assertThat(kafka.sent()).hasSize(2);
  }

  @Test
  void aRecordThatWasReplayedAndRefusedAgainIsSentOnce() {
    file(1, text("{\"id\":7", headers("ce_id", "a", "millrace_replay_of", "0@0")));

    assertThat(run("replay", "--all", "--topic", "text-events")).isZero();

    assertThat(kafka.sent()).hasSize(1);
    assertThat(names(kafka.sent().get(0))).containsExactly("ce_id", "millrace_replay_of");
    assertThat(screen.toString().lines())
        .containsExactly(
            "replayed 1 to text-events", "0@0 was replayed before and refused again as 1@0");
  }

  @Test
  void ofATruncatedRecordTheWholeIsReadFromWhereItWas() {
    byte[] whole = bytes("x".repeat(5_000));
    kafka.append(
        new ProducerRecord<>(Topics.TEXT_EVENTS, 2, bytes("broker"), whole, headers("ce_id", "b")));
    file(1, truncated(Topics.TEXT_EVENTS, 2, 0, 5_000));

    assertThat(run("replay", "1@0")).isZero();

    ProducerRecord<byte[], byte[]> sent = kafka.sent().get(0);
    assertThat(sent.value()).isEqualTo(whole);
    assertThat(sent.partition()).isEqualTo(2);
    assertThat(names(sent)).containsExactly("ce_id", "millrace_replay_of");
  }

  @Test
  void soIsARecordWhoseKeyWasCutAndNothingElse() {
    byte[] key = bytes("k".repeat(3_000));
    kafka.append(new ProducerRecord<>(Topics.TEXT_EVENTS, 2, key, null, headers("ce_id", "b")));
    file(1, keyTruncated(2, 0, 3_000));

    assertThat(run("replay", "1@0")).isZero();

    ProducerRecord<byte[], byte[]> sent = kafka.sent().get(0);
    assertThat(sent.key()).isEqualTo(key);
    assertThat(sent.value()).isNull();
    assertThat(names(sent)).containsExactly("ce_id", "millrace_replay_of");
  }

  @Test
  void aRecordWhoseKeyWasCutIsNotReplayedWithAnother() {
    kafka.append(new ProducerRecord<>(Topics.TEXT_EVENTS, 2, bytes("another"), null, headers()));
    file(1, keyTruncated(2, 0, 3_000));

    assertThat(run("replay", "1@0")).isEqualTo(1);

    assertThat(kafka.sent()).isEmpty();
    assertThat(errors.toString())
        .isEqualToIgnoringNewLines(
            "millrace: 1@0 cannot be replayed: only the start of its key of 3000 bytes was kept,"
                + " and text-events no longer has it");
    run("show", "1@0");
    assertThat(screen.toString()).contains("  key     k, the start of 3000 bytes");
  }

  @Test
  void whatCannotBeReplayedIsLeftOutWithItsReasonAndTheOthersAreSent() {
    file(1, truncated(Topics.TEXT_EVENTS, 2, 7, 5_000));
    file(
        1,
        new Rejection(
            null,
            bytes("x"),
            headers(),
            Topics.TEXT_EVENTS,
            -1,
            -1,
            "ingest",
            "id: bad",
            null,
            null));
    file(1, truncated("gone-events", 0, 0, 9));

    assertThat(run("replay", "--all")).isEqualTo(1);

    assertThat(kafka.sent()).hasSize(2);
    assertThat(errors.toString().lines())
        .containsExactly(
            "millrace: 1@0 cannot be replayed: only the start of its 5000 bytes was kept, and"
                + " text-events no longer has it",
            "millrace: 1@1 cannot be replayed: it was refused before it was on any topic, so it has"
                + " no key; send it to ingest-service",
            "millrace: 1@2 cannot be replayed: there is no topic gone-events");
  }

  @Test
  void aDryRunSaysTheSameAndSendsNothing() {
    assertThat(run("replay", "--all", "--dry-run")).isZero();

    assertThat(kafka.transactionsCommitted()).isEmpty();
    assertThat(screen.toString().lines())
        .containsExactlyInAnyOrder(
            "would replay 1 to text-events", "would replay 1 to sensor-events");
  }

  @Test
  void whereOneCannotBeSentNoneIs() {
    kafka.refuse(new RecordTooLargeException("too large"));

    assertThat(run("replay", "--all")).isEqualTo(1);

    assertThat(kafka.sent()).isEmpty();
    assertThat(kafka.transactionsCommitted()).containsExactly(false);
    assertThat(screen.toString()).doesNotContain("replayed");
    assertThat(errors.toString()).contains("too large");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "--all 0@0", "0@0 --stage decode", "0-0"})
  void aReplayOfNobodyKnowsWhatIsAnsweredWithTheUsage(String arguments) {
    assertThat(run(("replay " + arguments).strip().split(" "))).isEqualTo(2);

    assertThat(errors.toString()).contains("2@17").contains("Usage: ");
    assertThat(kafka.sent()).isEmpty();
  }

  private void file(int partition, Rejection rejection) {
    ProducerRecord<byte[], byte[]> record = rejection.toRecord();
    kafka.append(
        new ProducerRecord<>(
            record.topic(), partition, record.key(), record.value(), record.headers()));
  }

  private static Rejection text(String json, Headers original) {
    return new Rejection(
        bytes("broker"),
        bytes(json),
        original,
        Topics.TEXT_EVENTS,
        3,
        42,
        "decode",
        "json: is broken",
        "log-triage",
        "1");
  }

  private static Rejection truncated(String topic, int partition, long offset, int size) {
    return new Rejection(
        bytes("broker"),
        bytes("x"),
        headers(),
        topic,
        partition,
        offset,
        "decode",
        "text: is too long",
        "log-triage",
        "1",
        size,
        null);
  }

  private static Rejection keyTruncated(int partition, long offset, int size) {
    return new Rejection(
        bytes("k"),
        null,
        headers(),
        Topics.TEXT_EVENTS,
        partition,
        offset,
        "decode",
        "json: is empty",
        "log-triage",
        "1",
        0,
        size);
  }

  private static Headers headers(String... namesAndValues) {
    Headers headers = new RecordHeaders();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      headers.add(namesAndValues[i], bytes(namesAndValues[i + 1]));
    }
    return headers;
  }

  private static List<String> names(ProducerRecord<byte[], byte[]> record) {
    return Arrays.stream(record.headers().toArray()).map(Header::key).toList();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  private int run(String name, String... arguments) {
    BrokerOptions broker = new BrokerOptions(bootstrap -> kafka);
    Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    Object command =
        switch (name) {
          case "list" -> new ListCommand(clock, broker);
          case "show" -> new ShowCommand(broker);
          default -> new ReplayCommand(clock, broker);
        };
    return new CommandLine(command)
        .setOut(new PrintWriter(screen, true))
        .setErr(new PrintWriter(errors, true))
        .execute(arguments);
  }

  private int run(String[] nameAndArguments) {
    return run(
        nameAndArguments[0], Arrays.copyOfRange(nameAndArguments, 1, nameAndArguments.length));
  }
}
