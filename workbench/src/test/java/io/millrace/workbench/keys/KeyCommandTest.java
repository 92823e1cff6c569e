package io.millrace.workbench.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class KeyCommandTest {

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-03-04T05:06:07.89Z"), ZoneOffset.UTC);

  @TempDir Path folder;

  private Path file;
  private RandomGenerator random = new Random(1);
  private final StringWriter screen = new StringWriter();
  private final StringWriter errors = new StringWriter();

  @BeforeEach
  void file() {
    file = folder.resolve("below/keys.yaml");
  }

  private int create(String... arguments) {
    return run(new CreateCommand(CLOCK, random), arguments);
  }

  private int run(Object command, String... arguments) {
    return new CommandLine(command)
        .setOut(new PrintWriter(screen))
        .setErr(new PrintWriter(errors))
        .execute(with(arguments));
  }

  private String[] with(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--file", file.toString()));
    return all.toArray(String[]::new);
  }

  private String text() throws IOException {
    return Files.readString(file);
  }

  private List<String> ids() throws IOException {
    return new KeysFile(file).read().rows().stream().map(KeyRow::id).toList();
  }

  @Test
  void theFileOfTheDocumentationIsWhatTheCommandWrites() throws IOException {
    random = () -> 0; // the service's test reads this file, and knows the key of these bits

    int exit =
        create(
            "--client=plant-gateway",
            "--scope=text:plant-*",
            "--scope=series:*",
            "--expires=2026-04-01",
            "--records-per-second=500",
            "--bytes-per-second=1000000");

    assertThat(exit).isZero();
    assertThat(text()).isEqualTo(Files.readString(Path.of("../docs/examples/keys.yaml")));
    assertThat(screen).hasToString("mr_kaaaaaaa_" + "A".repeat(43) + System.lineSeparator());
  }

  @Test
  void theSecretIsShownAndKeptNowhere() throws IOException {
    create("--client=a", "--scope=text:*");

    String key = screen.toString().strip();
    assertThat(key).matches("mr_k[a-z2-7]{7}_[A-Za-z0-9_-]{43}");
    String secret = key.substring(key.length() - 43);
    assertThat(text()).doesNotContain(secret);
    assertThat(errors.toString()).doesNotContain(secret).contains("key k").contains("without end");
  }

  @Test
  void aNewFileIsItsOwnersAlone() throws IOException {
    create("--client=a", "--scope=text:*");

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void whatStandsInTheFileStays() throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(
        file,
        """
        # ours
        keys:
        # the gateway
        - id: kone
          client: a
          scopes: ['text:*']
          # about its end
          expires: 2027-01-01T00:00:00Z

        # the line of hall 2
        - {id: ktwo, client: b, scopes: []}
        """);
    String before = text();
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));

    create("--client=it's", "--scope=text:it's *");
    assertThat(errors.toString()).contains("--client must be 1 to 64 letters");
    create("--client=c", "--scope=text:it's *");

    assertThat(text()).startsWith(before).contains("- id: 'k").contains("'text:it''s *'");
    assertThat(ids()).hasSize(3).startsWith("kone", "ktwo");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-r-----");

    run(new RevokeCommand(), ids().get(2));

    assertThat(text()).isEqualTo(before);
  }

  @Test
  void aRevokedKeyIsGoneAndItsNeighboursAreNot() throws IOException {
    create("--client=a", "--scope=text:*");
    create("--client=b", "--scope=metrics", "--expires=90d");
    create("--client=c", "--scope=admin");
    List<String> ids = ids();

    int exit = run(new RevokeCommand(), ids.get(1));

    assertThat(exit).isZero();
    assertThat(ids()).containsExactly(ids.get(0), ids.get(2));
    assertThat(screen.toString()).endsWith("revoked " + ids.get(1) + " of b\n");
  }

  @Test
  void withoutItsLastKeyTheFileIsOneWithoutKeys() throws IOException {
    create("--client=a", "--scope=text:*");

    run(new RevokeCommand(), ids().get(0));

    assertThat(text()).isEqualTo(KeysText.EMPTY);
  }

  @Test
  void keysAreListedWithoutTheirHashes() throws IOException {
    create("--client=plant", "--scope=text:*", "--scope=metrics", "--expires=90d");
    screen.getBuffer().setLength(0);

    run(new ListCommand());

    assertThat(screen.toString())
        .isEqualToNormalizingNewlines(
            """
            ID        CLIENT  EXPIRES               SCOPES
            %s  plant   2026-06-02T05:06:07Z  text:* metrics
            """
                .formatted(ids().get(0)));
  }

  @Test
  void whoIsNotThereCannotBeRevoked() {
    assertThat(run(new RevokeCommand(), "knone")).isEqualTo(1);

    assertThat(errors.toString()).contains("keys.yaml has no key with the id knone");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--scope=texts:*                      | --scope must be text:KEYS",
        "--scope=text:                        | --scope must be text:KEYS",
        "--scope=text:* --expires=soon        | --expires must be e.g. 90d",
        "--scope=text:* --expires=2026-03-04  | which has passed",
        "--scope=text:* --bytes-per-second=0  | --bytes-per-second must be at least 1, is 0",
      })
  void whatTheServiceWouldRefuseIsNotWritten(String arguments, String complaint) {
    assertThat(create(("--client=a " + arguments).split(" "))).isEqualTo(1);

    assertThat(errors.toString()).contains(complaint);
    assertThat(file).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "keys: [             | is no YAML: line",
        "''                  | must have `keys:`",
        "key: []             | must have `keys:`",
        "keys: [{id: a}]     | must have its keys below each other",
        "keys: [1]           | must have its keys below each other",
      })
  void aFileThatIsNoneIsLeftAsItIs(String content, String complaint) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);

    assertThat(create("--client=a", "--scope=text:*")).isEqualTo(1);

    assertThat(errors.toString()).contains(file + " " + complaint);
    assertThat(text()).isEqualTo(content);
  }
}
