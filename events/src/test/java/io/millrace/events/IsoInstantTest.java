package io.millrace.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IsoInstantTest {

  private static final long EARLIEST = Instant.parse("-0400-01-01T00:00:00Z").getEpochSecond();
  private static final long LATEST = Instant.parse("+10400-01-01T00:00:00Z").getEpochSecond();
  private static final int[] UNITS = {1_000_000_000, 1_000_000, 1_000, 1};

  @Test
  void itWritesAndReadsWhatThePlatformDoes() {
    Random random = new Random(5);
    for (int i = 0; i < 200_000; i++) {
      long second = random.nextLong(EARLIEST, LATEST);
      int unit = UNITS[random.nextInt(UNITS.length)];
      Instant instant = Instant.ofEpochSecond(second, random.nextInt(1_000_000_000) / unit * unit);

      assertThat(IsoInstant.format(instant)).isEqualTo(instant.toString());
      assertThat(IsoInstant.parse(instant.toString())).isEqualTo(instant);
    }
  }

  @Test
  void whatThePlatformRefusesIsRefusedAndWhatItTakesIsTheSame() {
    Random random = new Random(6);
    String alphabet = "0123456789-:.TZ+ tz";
    for (int i = 0; i < 100_000; i++) {
      StringBuilder text = new StringBuilder("2024-02-29T23:59:59.123456789Z");
      text.setLength(20 + random.nextInt(11));
      text.setCharAt(text.length() - 1, 'Z');
      for (int change = random.nextInt(3); change > 0; change--) {
        text.setCharAt(
            random.nextInt(text.length()), alphabet.charAt(random.nextInt(alphabet.length())));
      }
      assertThat(parsed(text.toString(), true)).isEqualTo(parsed(text.toString(), false));
    }
  }

  private static String parsed(String text, boolean ours) {
    try {
      return String.valueOf(ours ? IsoInstant.parse(text) : Instant.parse(text));
    } catch (DateTimeException refused) {
      return "refused";
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "now", "2026-02-30T12:00:00Z"})
  void whatIsNoInstantIsRefused(String text) {
    assertThatThrownBy(() -> IsoInstant.parse(text)).isInstanceOf(DateTimeException.class);
  }
}
