package io.millrace.ingest.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.ingest.EventKind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GrantsTest {

  @Test
  void aScopeReachesItsKindAndItsKeysOnly() {
    Grants grants = Grants.parse(List.of("text:plant-*", "series:boiler"));

    assertThat(grants.mayWrite(EventKind.TEXT, "plant-1")).isTrue();
    assertThat(grants.mayWrite(EventKind.TEXT, "boiler")).isFalse();
    assertThat(grants.mayWrite(EventKind.SERIES, "boiler")).isTrue();
    assertThat(grants.mayWrite(EventKind.SERIES)).isTrue();
    assertThat(grants.mayWrite(EventKind.SENSOR)).isFalse();
    assertThat(grants.mayWrite(EventKind.SENSOR, "plant-1")).isFalse();
  }

  @Test
  void whoMayWriteAnythingIsOfTheRoleIngestAndNoOther() {
    assertThat(Grants.parse(List.of("sensor:*")).roles()).containsExactly(Role.INGEST);
    assertThat(Grants.parse(List.of("metrics")).roles()).containsExactly(Role.METRICS);
    assertThat(Grants.parse(List.of("admin")).roles()).containsExactly(Role.ADMIN);
  }

  @Test
  void anAdminWritesNothingUnlessAScopeSaysSo() {
    assertThat(Grants.parse(List.of("admin")).mayWrite(EventKind.TEXT, "a")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"texts:*", "text", "text:", "*", "root", "", "TEXT:*", " text:*"})
  void whatIsNoScopeIsRefusedByItsText(String scope) {
    assertThatThrownBy(() -> Grants.parse(List.of("text:*", scope)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void ofATokenOnlyTheScopesWithOurPrefixCount() {
    Grants grants =
        Grants.ofToken("openid admin text:* millrace:text:a-* millrace:unheard:* millrace:metrics");

    assertThat(grants).isEqualTo(Grants.parse(List.of("text:a-*", "metrics")));
  }
}
