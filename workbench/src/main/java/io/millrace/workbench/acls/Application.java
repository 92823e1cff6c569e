package io.millrace.workbench.acls;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Who talks to Kafka: each of these is a user of its own on a broker with access control. */
public enum Application {
  INGEST("ingest-service", Set.of("ingest-service"), Set.of("ingest-service-"), Set.of()),
  INFERENCE(
      "inference-service", Set.of("inference-service"), Set.of("inference-service-"), Set.of()),
  /** Streams keeps its state on topics of its own, and makes them. */
  FORECAST(
      "forecast-service",
      Set.of("forecast-service", "alert-delivery-"),
      Set.of("forecast-service-"),
      Set.of("forecast-service-")),
  /** It only reads, without a group. */
  CONSOLE("console", Set.of(), Set.of(), Set.of()),
  /** Whoever runs the commands {@code release}, {@code rejected} and {@code replay-log}. */
  WORKBENCH("workbench", Set.of(), Set.of("millrace-"), Set.of());

  private final String named;
  private final Set<String> groups;
  private final Set<String> transactions;
  private final Set<String> ownTopics;

  Application(String named, Set<String> groups, Set<String> transactions, Set<String> ownTopics) {
    this.named = named;
    this.groups = groups;
    this.transactions = transactions;
    this.ownTopics = ownTopics;
  }

  /** As {@code deploy/topics.yaml} names it. */
  public String named() {
    return named;
  }

  /** With which its consumer groups begin. */
  public Set<String> groupPrefixes() {
    return groups;
  }

  /** With which its transactional ids begin. */
  public Set<String> transactionPrefixes() {
    return transactions;
  }

  /** With which topics begin that it makes for itself. */
  public Set<String> ownTopicPrefixes() {
    return ownTopics;
  }

  static List<String> names() {
    return Arrays.stream(values()).map(Application::named).toList();
  }
}
