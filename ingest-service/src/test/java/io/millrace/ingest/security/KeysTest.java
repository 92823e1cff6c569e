package io.millrace.ingest.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.ingest.EventKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeysTest {

  private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");

  private static final TestKey OLD = TestKey.of("kold", 'a');
  private static final TestKey NEW = TestKey.of("knew", 'b');

  @TempDir Path folder;

  private Path file;

  @BeforeEach
  void file() {
    file = folder.resolve("keys.yaml");
  }

  private Keys keys(String... entries) throws IOException {
    write(entries);
    return new Keys(Optional.of(new KeyFile(file)), Clock.fixed(NOW, ZoneOffset.UTC));
  }

  private void write(String... entries) throws IOException {
    Files.writeString(file, "keys: [" + String.join(",", entries) + "]");
  }

  @Test
  void aKeyIsKnownByItsWholeText() throws IOException {
    Keys keys = keys(OLD.entry("plant", "text:*"));

    assertThat(keys.check(OLD.text()).valid()).map(ApiKey::client).contains("plant");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "mr_", "mr_kold", "mr_kold_", "kold", "mr_KOLD_x", "mr__"})
  void whatIsNoKeyIsUnknown(String text) throws IOException {
    Keys keys = keys(OLD.entry("plant", "text:*"));

    assertThat(keys.check(text)).isEqualTo(KeyCheck.unknown());
  }

  @Test
  void aWrongSecretIsAnsweredAsAnUnknownIdIs() throws IOException {
    Keys keys = keys(OLD.entry("plant", "text:*"));

    assertThat(keys.check(TestKey.of("kold", 'z').text())).isEqualTo(KeyCheck.unknown());
    assertThat(keys.check(NEW.text())).isEqualTo(KeyCheck.unknown());
  }

  @Test
  void aKeyEndsWhenItExpires() throws IOException {
    Keys keys =
        keys(OLD.entry("plant", "text:*", NOW), NEW.entry("plant", "text:*", NOW.plusSeconds(1)));

    assertThat(keys.check(OLD.text()).valid()).isEmpty();
    assertThat(keys.check(OLD.text()).refusal()).contains("kold has expired");
    assertThat(keys.check(NEW.text()).valid()).isPresent();
  }

  @Test
  void twoKeysOfOneClientCountAtOnceSoThatItCanChangeOver() throws IOException {
    Keys keys = keys(OLD.entry("plant", "text:*"), NEW.entry("plant", "text:*"));

    assertThat(keys.check(OLD.text()).valid()).map(ApiKey::client).contains("plant");
    assertThat(keys.check(NEW.text()).valid()).map(ApiKey::client).contains("plant");
  }

  @Test
  void aChangedFileCountsOnceItIsLookedAt() throws IOException {
    Keys keys = keys(OLD.entry("plant", "text:*"));
    write(NEW.entry("plant", "text:*"));

    keys.look();

    assertThat(keys.check(OLD.text()).valid()).isEmpty();
    assertThat(keys.check(NEW.text()).valid()).isPresent();
  }

  @Test
  void aBrokenFileLeavesTheKeysAsTheyWereUntilItIsMended() throws IOException {
    Keys keys = keys(OLD.entry("plant", "text:*"));
    Files.writeString(file, "keys: [{id: ");

    keys.look();

    assertThat(keys.check(OLD.text()).valid()).isPresent();
    assertThat(keys.problem()).hasValueSatisfying(problem -> assertThat(problem).contains("line"));

    write(OLD.entry("plant", "text:*"));
    keys.look();

    assertThat(keys.problem()).isEmpty();
  }

  @Test
  void aFileThatVanishesLeavesTheKeysAsTheyWere() throws IOException {
    Keys keys = keys(OLD.entry("plant", "text:*"));
    Files.delete(file);

    keys.look();

    assertThat(keys.check(OLD.text()).valid()).isPresent();
    assertThat(keys.problem()).isPresent();
  }

  @Test
  void aHolderOfARevokedKeyMayNothingOnAConnectionThatIsOpen() throws IOException {
    Keys keys = keys(OLD.entry("plant", "text:*"));
    Caller holder = new KeyHolder(keys.check(OLD.text()).valid().orElseThrow(), keys);
    assertThat(holder.mayWrite(EventKind.TEXT, "a")).isTrue();

    write(NEW.entry("plant", "text:*"));
    keys.look();

    assertThat(holder.isCurrent()).isFalse();
    assertThat(holder.mayWrite(EventKind.TEXT, "a")).isFalse();
    assertThat(holder.is(Role.INGEST)).isFalse();
  }

  @Test
  void aHolderMayWhatTheFileSaysNow() throws IOException {
    Keys keys = keys(OLD.entry("plant", "text:*"));
    Caller holder = new KeyHolder(keys.check(OLD.text()).valid().orElseThrow(), keys);

    write(OLD.entry("plant", "series:a-*"));
    keys.look();

    assertThat(holder.isCurrent()).isTrue();
    assertThat(holder.mayWrite(EventKind.TEXT)).isFalse();
    assertThat(holder.mayWrite(EventKind.SERIES, "a-1")).isTrue();
  }
}
