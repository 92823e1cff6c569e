package io.millrace.ingest.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.ingest.EventKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessRulesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/events/text",
        "/events/text/",
        "//events//text",
        "/events/text;a=b",
        "/events;x/text;a=b/",
      })
  void aPathIsTheSameInEverySpelling(String path) {
    assertThat(AccessRules.demand(path)).isEqualTo(new Demand.Writing(EventKind.TEXT));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "",
        "/q",
        "/q/healthy",
        "/q/arc/beans",
        "/Q/health",
        "/q/health/../metrics",
        "/q/health/..",
        "/schemas/..;a/events/text",
        "/stream/below",
      })
  void whatNoRuleKnowsIsForAdmins(String path) {
    assertThat(AccessRules.of(path)).isEmpty();
    assertThat(AccessRules.demand(path)).isEqualTo(new Demand.Being(Role.ADMIN));
  }

  @Test
  void whatLiesBelowAPrefixIsOfItsRule() {
    assertThat(AccessRules.demand("/schemas/v1/text.json")).isEqualTo(new Demand.Nothing());
    assertThat(AccessRules.demand("/q/health/live")).isEqualTo(new Demand.Nothing());
  }
}
