package io.millrace.ingest.security;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyPatternTest {

  @ParameterizedTest
  @CsvSource({
    "plant-*, plant-7, true",
    "plant-*, plant-, true",
    "plant-*, plant, false",
    "plant-*, a plant-7, false",
    "plant-7, plant-7, true",
    "plant-7, plant-70, false",
    "*, anything at all, true",
    "*/oven, hall 2/oven, true",
    "*/oven, hall 2/oven/door, false",
    "a*a, a, false",
    "a*a, aa, true",
    "hall-*-oven-*, hall-2-oven-3, true",
    "hall-*-oven-*, hall-2-press-3, false",
    "*ab*ab*, xabyabz, true",
    "*ab*ab*, xabz, false",
    "plant-[0-9].*, plant-[0-9].x, true",
    "plant-[0-9].*, plant-7.x, false",
    "Plant-*, plant-7, false",
  })
  void aStarIsAnyRunOfCharactersAndAllElseIsItself(String pattern, String key, boolean matches) {
    assertThat(KeyPattern.of(pattern).matches(key)).isEqualTo(matches);
  }

  @Test
  void aPatternOfManyStarsIsNoBurden() {
    KeyPattern pattern = KeyPattern.of("*a".repeat(200) + "*b");

    boolean matches =
        assertTimeoutPreemptively(ofSeconds(5), () -> pattern.matches("a".repeat(20_000)));

    assertThat(matches).isFalse();
  }

  @Test
  void anEmptyPatternIsRefused() {
    assertThatThrownBy(() -> KeyPattern.of("")).hasMessageContaining("write * for every key");
  }
}
