package io.millrace.ingest.security;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.ingest.EventKind;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyFileTest {

  private static final Path EXAMPLE = Path.of("../docs/examples/keys.yaml");
  private static final String HASH = "ab".repeat(32);
  private static final String GOOD =
      "{id: 'a123', client: plant, sha256: '" + HASH + "', scopes: ['text:*']}";

  /** The key of which the example holds the hash, as the test of `millrace key create` has it. */
  private static final String EXAMPLE_KEY = "mr_kaaaaaaa_" + "A".repeat(43);

  private static KeyRing ring(String yaml) {
    return new KeyFile(Path.of("keys.yaml")).ring(yaml.getBytes(UTF_8));
  }

  @Test
  void theFileOfTheCommandIsRead() {
    KeyFile file = new KeyFile(EXAMPLE);

    ApiKey key =
        file.ring(file.bytes()).verified(KeyText.parse(EXAMPLE_KEY).orElseThrow()).orElseThrow();

    assertThat(key.client()).isEqualTo("plant-gateway");
    assertThat(key.grants().mayWrite(EventKind.TEXT, "plant-7")).isTrue();
    assertThat(key.grants().mayWrite(EventKind.SERIES, "anything")).isTrue();
    assertThat(key.grants().mayWrite(EventKind.SENSOR)).isFalse();
    assertThat(key.expires()).contains(Instant.parse("2026-04-01T00:00:00Z"));
    assertThat(key.quota()).isEqualTo(new QuotaLimits(500L, 1_000_000L));
  }

  @Test
  void aFileMayHaveNoKeys() {
    assertThat(ring("keys: []").size()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                                  | keys.yaml line 1: No content",
        "keys:                               | keys.yaml: keys is missing",
        "keys: [GOOD, null]                  | keys.yaml: keys[1] is empty",
        "keys: [GOOD, {id: 'b123'}]          | keys.yaml: keys[1].client is missing",
        "keys: [GOOD, GOOD]                  | the id a123 is there twice",
        "keys: [{id: 'A', client: c, sha256: HASH, scopes: []}]"
            + "| keys[0].id must be 4 to 32 lower-case letters and digits",
        "keys: [{id: a123, client: c, sha256: abc, scopes: []}]"
            + "| keys[0].sha256 must be 64 lower-case hexadecimal digits",
        "keys: [{id: a123, client: c, sha256: HASH, scopes: ['texts:*']}]"
            + "| keys[0].scopes must be of text:<keys>, sensor:<keys>, series:<keys>, metrics, admin,"
            + " 'texts:*' is not",
        "keys: [{id: a123, client: c, sha256: HASH, scopes: [], expires: tomorrow}]"
            + "| keys[0].expires must be an instant such as 2027-01-31T00:00:00Z, is 'tomorrow'",
        "keys: [{id: a123, client: c, sha256: HASH, scopes: [], quota: {records-per-second: 0}}]"
            + "| keys[0].records-per-second must be at least 1, is 0",
        "keys: [{id: a123, id: b123}]        | line 1: Duplicate field 'id'",
        "keys: [{id: a123, expire: x}]       | line 1: Unrecognized field \"expire\"",
        "keys: [                             | line",
      })
  void whatIsWrongIsNamed(String yaml, String complaint) {
    String text = yaml.replace("GOOD", GOOD).replace("HASH", "'" + HASH + "'");

    assertThatThrownBy(() -> ring(text))
        .isInstanceOf(InvalidKeysException.class)
        .hasMessageContaining(complaint)
        .hasMessageStartingWith("keys.yaml");
  }

  @Test
  void keysOfOneClientHaveOneQuota() {
    String other = GOOD.replace("a123", "b123").replace("}", ", quota: {bytes-per-second: 5}}");

    assertThatThrownBy(() -> ring("keys: [" + GOOD + "," + other + "]"))
        .hasMessageEndingWith(
            "the keys a123 and b123 are both of plant and must have the same quota");
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    assertThatThrownBy(() -> new KeyFile(Path.of("nowhere.yaml")).bytes())
        .isInstanceOf(InvalidKeysException.class)
        .hasMessageContaining("nowhere.yaml cannot be read");
  }
}
