package io.millrace.forecast.delivery;

import io.millrace.events.Alert;
import io.millrace.events.EventJson;
import io.millrace.forecast.delivery.Firing.Watched;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Prometheus' Alertmanager. An alert that fires is told again and again, each time with an end a
 * few intervals ahead: if we die, it resolves by itself. What is told again is what was delivered.
 *
 * <p>One request at a time: an alert that is told again could otherwise overtake its end.
 */
public final class Alertmanager implements Receiver {

  static final int BATCH = 64;

  /** After so many intervals without word an alert resolves by itself. */
  static final int INTERVALS = 4;

  private static final Map<String, String> JSON = Map.of("content-type", "application/json");

  private final String name;
  private final Endpoint alerts;
  private final Duration interval;
  private final @Nullable URI api;
  private final Firing firing = new Firing();
  private final Set<TopicPartition> remembered = new HashSet<>();
  private final Deque<Watched> round = new ArrayDeque<>(); // still to be told again
  private Instant nextRound = Instant.MIN;

  /**
   * @param alerts where alerts are posted to
   * @param interval in which what fires is told again
   * @param api of this service, to which alerts link; null if it has no address
   */
  public Alertmanager(String name, Endpoint alerts, Duration interval, @Nullable URI api) {
    this.name = name;
    this.alerts = alerts;
    this.interval = interval;
    this.api = api;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public int concurrency() {
    return 1;
  }

  @Override
  public int batch() {
    return BATCH;
  }

  @Override
  public boolean remembers() {
    return true;
  }

  @Override
  public Post post(List<Change> changes, Instant now) {
    List<PostedAlert> posted = new ArrayList<>();
    for (Change change : changes) {
      PostedAlert next = posted(change.alert(), now);
      firing
          .of(Watched.by(change))
          .filter(before -> !PostedAlert.labels(before).equals(next.labels()))
          .ifPresent(before -> posted.add(PostedAlert.resolved(before, now, api)));
      posted.add(next);
    }
    return post(posted);
  }

  private PostedAlert posted(Alert alert, Instant now) {
    return alert.state() == Alert.State.FIRING
        ? PostedAlert.firing(alert, now.plus(interval.multipliedBy(INTERVALS)), api)
        : PostedAlert.resolved(alert, now, api);
  }

  private Post post(List<PostedAlert> posted) {
    return new Post(alerts, JSON, EventJson.write(posted));
  }

  @Override
  public void knows(Change delivered) {
    firing.tell(delivered);
  }

  /** Who had the partition before may have told its alerts long ago. */
  @Override
  public void knowsAll(TopicPartition partition, Instant now) {
    remembered.add(partition);
    nextRound = now;
  }

  @Override
  public void forget(TopicPartition partition) {
    firing.forget(partition);
    remembered.remove(partition);
  }

  @Override
  public Optional<Post> repeat(Instant now) {
    if (round.isEmpty() && !nextRound.isAfter(now)) {
      round.addAll(firing.in(remembered));
      nextRound = now.plus(interval);
    }
    List<PostedAlert> posted = new ArrayList<>();
    while (!round.isEmpty() && posted.size() < BATCH) {
      firing.of(round.remove()).ifPresent(alert -> posted.add(posted(alert, now)));
    }
    return posted.isEmpty() ? Optional.empty() : Optional.of(post(posted));
  }

  /** It may have been away and forgotten all. */
  @Override
  public void repeatFailed(Instant now) {
    round.clear();
    nextRound = now;
  }

  @Override
  public int firing() {
    return firing.size();
  }
}
