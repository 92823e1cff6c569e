package io.millrace.forecast.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SeriesNamesTest {

  private static final Set<Integer> ALL = Set.of(0, 1);

  private int lookups;

  @Test
  void namesAreFoundByAnyPartInAnyCase() {
    SeriesNames names = names();

    assertThat(names.with(ALL, "BER")).containsExactly("shop-Berlin", "shop-bern");
    assertThat(names.with(ALL, "")).hasSize(3);
    assertThat(names.with(ALL, "paris")).isEmpty();
  }

  @Test
  void whoAsksAtTheSameMomentSharesOneLookup() {
    SeriesNames names = names();

    names.with(ALL, "");
    names.with(ALL, "ber");

    assertThat(lookups).isEqualTo(1);
  }

  @Test
  void whoAsksForOtherPartitionsGetsTheirNames() {
    SeriesNames names = names();

    names.with(ALL, "");
    names.with(Set.of(1), "");

    assertThat(lookups).isEqualTo(2);
  }

  private SeriesNames names() {
    return new SeriesNames(
        partitions -> {
          lookups++;
          return List.of("host", "shop-Berlin", "shop-bern");
        },
        Clock.fixed(Instant.EPOCH.plusSeconds(60), ZoneOffset.UTC));
  }
}
