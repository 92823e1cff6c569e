package io.millrace.forecast.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeriesPatternTest {

  @ParameterizedTest
  @CsvSource({
    "host,host,true",
    "host,host2,false",
    "host,hos,false",
    "*,host,true",
    "*,'',true",
    "host*,host,true",
    "host*,host-2,true",
    "host*,ahost,false",
    "*host,a-host,true",
    "a*b*c,abc,true",
    "a*b*c,a-b-b-c,true",
    "a*b*c,a-b-c-d,false",
    "a**c,ac,true",
    "a.c,abc,false",
    "shop-*-demand,shop-7-demand,true",
    "shop-*-demand,shop-demand,false",
  })
  void aStarStandsForAnyCharactersAndNothingElseForAnyOther(
      String pattern, String name, boolean covered) {
    assertThat(new SeriesPattern(pattern).covers(name)).isEqualTo(covered);
  }

  @Test
  void manyStarsTakeNoLongTime() {
    SeriesPattern pattern = new SeriesPattern("*a".repeat(60) + "*b");
    String name = "a".repeat(256);

    boolean covered =
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(5), () -> pattern.covers(name));

    assertThat(covered).isFalse();
  }
}
