package io.millrace.workbench.release;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.events.EventJson;
import io.millrace.events.EventRecords;
import io.millrace.events.ModelRelease;
import io.millrace.events.ModelRelease.Role;
import io.millrace.events.Topics;
import io.millrace.serving.ModelManifest;
import io.millrace.serving.store.BundleDigest;
import io.millrace.serving.store.BundleStores;
import io.millrace.workbench.broker.BrokerOptions;
import io.millrace.workbench.broker.FakeKafka;
import io.millrace.workbench.models.Bundles;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class ReleaseCommandTest {

  private static final Instant NOW = Instant.parse("2026-03-04T05:06:07.123456Z");
  private static final Instant EARLIER = Instant.parse("2026-03-03T00:00:00Z");

  @TempDir Path folder;

  private final FakeKafka kafka = new FakeKafka().topic(Topics.MODEL_RELEASES, 1);
  private final StringWriter screen = new StringWriter();
  private final StringWriter errors = new StringWriter();
  private Path newest;

  @BeforeEach
  void bundles() throws IOException {
    write("9", "old");
    newest = write("10", "new");
  }

  @Test
  void aNameAloneReleasesItsNewestVersionFromItsFolder() throws IOException {
    assertThat(release("lines")).isZero();

    ModelRelease released = onlySent();
    assertThat(released)
        .isEqualTo(
            new ModelRelease(
                "lines",
                "10",
                newest.toUri().toString(),
                BundleDigest.of(newest),
                Instant.parse("2026-03-04T05:06:07.123Z"),
                Role.SERVING));
    assertThat(screen.toString())
        .isEqualToNormalizingNewlines(
            """
            released lines 10, serving
              uri     %s
              sha256  %s
            """
                .formatted(released.uri(), released.sha256()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"lines --version 9", "lines/9", "FOLDER/lines/9"})
  void anEarlierVersionIsReleasedAgainInPlaceOfTheLater(String arguments) {
    kafka.append(EventRecords.of(earlier("10", Role.SERVING)));

    assertThat(release(arguments.replace("FOLDER", folder.toString()).split(" "))).isZero();

    assertThat(onlySent().version()).isEqualTo("9");
    assertThat(screen.toString()).contains("  before  10, of 2026-03-03T00:00:00Z");
  }

  @Test
  void aShadowIsReleasedBesideWhatServes() {
    kafka.append(EventRecords.of(earlier("9", Role.SERVING)));

    assertThat(release("lines", "--shadow")).isZero();

    assertThat(onlySent().role()).isEqualTo(Role.SHADOW);
    assertThat(kafka.sent().get(0).key()).asString(UTF_8).isEqualTo("lines/shadow");
    assertThat(screen.toString()).startsWith("released lines 10, shadow").doesNotContain("before");
  }

  @Test
  void whatLiesAtAnAddressIsFetchedAndItsDigestReleased() throws IOException {
    Path zip = folder.resolve("out/lines.zip");
    assertThat(release("lines", "--zip", zip.toString())).isZero();
    assertThat(screen.toString()).contains("millrace release lines/10 --uri ADDRESS");

    assertThat(release("lines/10", "--uri", zip.toString())).isZero();

    assertThat(onlySent().uri()).isEqualTo(zip.toUri().toString());
    assertThat(onlySent().sha256()).isEqualTo(BundleDigest.of(newest));
  }

  @ParameterizedTest
  @ValueSource(strings = {"rivers", "lines/9"})
  void anotherModelThanTheNamedOneAtAnAddressIsNotReleased(String reference) throws IOException {
    assertThat(release(reference, "--uri", newest.toString())).isEqualTo(1);

    assertThat(kafka.sent()).isEmpty();
    assertThat(errors.toString())
        .contains("lines/10/ holds lines 10, not " + reference.replace('/', ' '));
  }

  @Test
  void anIncompleteBundleIsNotReleased() throws IOException {
    Files.delete(newest.resolve("saved_model/saved_model.pb"));

    assertThat(release(newest.toString())).isEqualTo(1);

    assertThat(kafka.sent()).isEmpty();
    assertThat(errors.toString()).contains("saved_model.pb: expected a file, found none");
  }

  @Test
  void inPlaceOfANewestThatIsIncompleteNoOlderOneIsReleased() throws IOException {
    Files.delete(newest.resolve("saved_model/saved_model.pb"));

    assertThat(release("lines")).isEqualTo(1);

    assertThat(kafka.sent()).isEmpty();
    assertThat(errors.toString())
        .contains(
            "lines/10/saved_model/saved_model.pb: expected a file, found none; give a version");

    assertThat(release("lines", "--version", "9")).isZero();
    assertThat(onlySent().version()).isEqualTo("9");
  }

  @Test
  void aFolderOfAnotherVersionThanTheGivenOneIsNotReleased() {
    assertThat(release(newest.toString(), "--version", "9")).isEqualTo(1);

    assertThat(kafka.sent()).isEmpty();
    assertThat(errors.toString()).contains(newest + " holds lines 10, not lines 9");
  }

  @Test
  void anUnknownModelIsOneSentenceThatSaysWhatThereIs() {
    assertThat(release("rivers")).isEqualTo(1);

    assertThat(errors.toString())
        .isEqualToIgnoringNewLines("millrace: no bundle 'rivers'; there are lines/9, lines/10");
  }

  @Test
  void whatIsNotThereIsNamedWithItsAddress() {
    assertThat(release("lines", "--uri", folder.resolve("absent.zip").toString())).isEqualTo(1);

    assertThat(errors.toString()).contains("absent.zip: neither a folder nor a zip file is there");
  }

  @Test
  void aWithdrawalIsARecordWithoutAValueUnderTheReleasesKey() {
    kafka.append(EventRecords.of(earlier("9", Role.SERVING)));
    kafka.append(EventRecords.of(earlier("10", Role.SHADOW)));

    assertThat(release("--withdraw", "lines", "--shadow")).isZero();

    ProducerRecord<byte[], byte[]> sent = kafka.sent().get(0);
    assertThat(sent.key()).asString(UTF_8).isEqualTo("lines/shadow");
    assertThat(sent.value()).isNull();
    assertThat(screen.toString()).isEqualToIgnoringNewLines("withdrew lines 10, shadow");
  }

  @Test
  void whatIsNotReleasedCannotBeWithdrawn() {
    kafka.append(EventRecords.of(earlier("9", Role.SERVING)));

    assertThat(release("--withdraw", "lines", "--shadow")).isEqualTo(1);

    assertThat(kafka.sent()).isEmpty();
    assertThat(errors.toString()).contains("nothing is released as lines/shadow; there are lines");
  }

  @Test
  void theListShowsTheLastReleaseOfEachKeyAndNoneThatWasWithdrawn() {
    kafka.append(EventRecords.of(earlier("8", Role.SHADOW)));
    assertThat(release("lines/9")).isZero();
    kafka.deliver();
    assertThat(release("lines")).isZero();
    kafka.deliver();
    assertThat(release("--withdraw", "lines", "--shadow")).isZero();
    kafka.deliver();
    kafka.append(new ProducerRecord<>(Topics.MODEL_RELEASES, bytes("odd"), bytes("{}")));
    screen.getBuffer().setLength(0);

    assertThat(release("--list")).isZero();

    assertThat(screen.toString().lines().toList())
        .hasSize(2)
        .last()
        .asString()
        .startsWith("lines       10  serving  2026-03-04T05:06:07Z  ");
    assertThat(errors.toString())
        .isEqualToIgnoringNewLines("millrace: odd is no release: version: is missing");
  }

  @Test
  void whereNothingIsReleasedTheListSaysSo() {
    assertThat(release("--list")).isZero();

    assertThat(screen.toString()).startsWith("nothing is released");
  }

  @Test
  void aBrokerWithoutTheTopicIsNotGivenOne() {
    FakeKafka bare = new FakeKafka();

    assertThat(execute(bare, "lines")).isEqualTo(1);

    assertThat(bare.sent()).isEmpty();
    assertThat(errors.toString()).contains("there is no topic model-releases");
  }

  @Test
  void aReleaseThatTheBrokerDoesNotTakeIsAFailure() {
    kafka.refuse(new TimeoutException("Expiring 1 record(s)"));

    assertThat(release("lines")).isEqualTo(1);

    assertThat(errors.toString()).contains("no broker answers at 127.0.0.1:9092");
    assertThat(screen.toString()).doesNotContain("released");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "--list lines", "lines --withdraw --zip x", "--withdraw"})
  void aTaskThatIsNotClearIsAnsweredWithTheUsage(String arguments) {
    assertThat(release(arguments.isEmpty() ? new String[0] : arguments.split(" "))).isEqualTo(2);

    assertThat(errors.toString()).contains("Usage: release");
    assertThat(kafka.sent()).isEmpty();
  }

  private ModelRelease earlier(String version, Role role) {
    return new ModelRelease("lines", version, "/x", "0".repeat(64), EARLIER, role);
  }

  private ModelRelease onlySent() {
    assertThat(kafka.sent()).hasSize(1);
    return EventJson.read(ModelRelease.class, kafka.sent().get(0).value());
  }

  private int release(String... arguments) {
    return execute(kafka, arguments);
  }

  private int execute(FakeKafka broker, String... arguments) {
    return new CommandLine(
            new ReleaseCommand(
                new BundleSource(new Bundles(List.of(folder)), BundleStores.standard()),
                Clock.fixed(NOW, ZoneOffset.UTC),
                new BrokerOptions(bootstrap -> broker)))
        .setOut(new PrintWriter(screen, true))
        .setErr(new PrintWriter(errors, true))
        .execute(arguments);
  }

  private Path write(String version, String network) throws IOException {
    Path directory = folder.resolve("lines").resolve(version);
    Files.createDirectories(directory.resolve("saved_model"));
    Files.writeString(directory.resolve("saved_model/saved_model.pb"), network);
    Files.writeString(directory.resolve("tokenizer.json"), "{}");
    ModelManifest.textClassification("lines", version, List.of("calm", "alarm"), 64)
        .write(directory.resolve("model.json"));
    return directory.toRealPath();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
