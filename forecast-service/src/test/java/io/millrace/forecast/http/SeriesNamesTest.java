package io.millrace.forecast.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class SeriesNamesTest {

  private int lookups;

  @Test
  void namesAreFoundByAnyPartInAnyCase() {
    SeriesNames names = names();

    assertThat(names.with("BER")).containsExactly("shop-Berlin", "shop-bern");
    assertThat(names.with("")).hasSize(3);
    assertThat(names.with("paris")).isEmpty();
  }

  @Test
  void whoAsksAtTheSameMomentSharesOneLookup() {
    SeriesNames names = names();

    names.with("");
    names.with("ber");

    assertThat(lookups).isEqualTo(1);
  }

  private SeriesNames names() {
    return new SeriesNames(
        () -> {
          lookups++;
          return List.of("host", "shop-Berlin", "shop-bern");
        },
        Clock.fixed(Instant.EPOCH.plusSeconds(60), ZoneOffset.UTC));
  }
}
