package io.millrace.console.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.millrace.console.services.Service;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CountsTest {

  private static final Instant START = Instant.parse("2026-01-31T12:00:00Z");

  private static Counts taken(int seconds, int texts) {
    Metrics ingest =
        Metrics.parse("millrace_events_accepted_total{kind=\"text\"} " + texts + ".0\n");
    return Counts.of(START.plusSeconds(seconds), Map.of(Service.INGEST, ingest));
  }

  @Test
  void aRateIsTheDifferenceOverTheTime() {
    Map<String, Double> rates = taken(4, 120).ratesSince(taken(0, 100));

    assertThat(rates).contains(entry("in.text", 5.0));
  }

  @Test
  void aServiceThatStartedAgainCountsFromZero() {
    Map<String, Double> rates = taken(4, 8).ratesSince(taken(0, 100));

    assertThat(rates).contains(entry("in.text", 2.0));
  }

  @Test
  void whatIsNotANumberIsNotCounted() {
    Metrics metrics =
        Metrics.parse(
            "# HELP x\nmillrace_events_unpublished NaN\nmillrace_lag{topic=\"a\\\"b\"} 3\n");

    assertThat(metrics.sum("millrace_events_unpublished")).isZero();
    assertThat(metrics.sums("millrace_lag", "topic")).containsExactly(entry("a\\\"b", 3.0));
  }

  @Test
  void theLagOfAStreamIsNotThatOfItsRestoring() {
    Metrics metrics =
        Metrics.parse(
            """
            kafka_consumer_fetch_manager_records_lag_max{client_id="f-StreamThread-1-consumer"} 17.0
            kafka_consumer_fetch_manager_records_lag_max{client_id="f-StreamThread-1-restore-consumer"} 99.0
            """);

    Counts counts = Counts.of(START, Map.of(Service.FORECAST, metrics));

    assertThat(counts.waiting()).contains(entry("forecast", 17.0));
  }
}
