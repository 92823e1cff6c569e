package io.millrace.ingest.security;

import java.time.Instant;

/** A key of tests, whose secret is one letter over and over. */
record TestKey(String id, String text) {

  static TestKey of(String id, char letter) {
    return new TestKey(id, "mr_" + id + "_" + String.valueOf(letter).repeat(43));
  }

  String entry(String client, String scope) {
    return entry(client, scope, Instant.parse("2999-01-01T00:00:00Z"));
  }

  /** As a line of YAML in flow style. */
  String entry(String client, String scope, Instant expires) {
    return "{id: '%s', client: '%s', sha256: '%s', scopes: ['%s'], expires: '%s'}"
        .formatted(id, client, KeyText.parse(text).orElseThrow().sha256(), scope, expires);
  }
}
