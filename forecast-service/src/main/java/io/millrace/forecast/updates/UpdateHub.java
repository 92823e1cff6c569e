package io.millrace.forecast.updates;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Everybody who watches. The first has the topics read from their ends on; a moment after the last
 * went, they are read no more.
 */
public final class UpdateHub implements TopicTail.Listener {

  static final Duration HEARTBEAT = Duration.ofSeconds(15);

  /**
   * How long the topics are read for nobody, so that one who lost the connection misses nothing.
   */
  static final Duration LINGER = Duration.ofSeconds(30);

  private static final int RECENT = 2_000; // updates
  private static final long RECENT_CHARACTERS = 8L << 20;

  /** Starts what reads the topics and tells this hub. */
  public interface Tails {
    void start(TopicTail.Listener listener);
  }

  private final Tails tails;
  private final Clock clock;
  private final List<Feed> feeds = new CopyOnWriteArrayList<>();
  private final Recent recent = new Recent(RECENT, RECENT_CHARACTERS);
  private boolean reading;
  private boolean started;
  private Instant wanted;

  public UpdateHub(Tails tails, Clock clock) {
    this.tails = tails;
    this.clock = clock;
    this.wanted = clock.instant();
  }

  /**
   * @param lastId of the last update that the client got before it lost the connection; null if it
   *     is new
   */
  public synchronized Feed open(Predicate<String> series, @Nullable String lastId) {
    Instant now = clock.instant();
    Feed feed = new Feed(series, now);
    feed.offer(Message.comment(started ? "following" : "starting"), now);
    if (lastId != null) {
      resume(feed, lastId, now);
    }
    feeds.add(feed);
    wanted = now;
    if (!reading) {
      reading = true;
      tails.start(this);
    }
    return feed;
  }

  private void resume(Feed feed, String lastId, Instant now) {
    Optional<List<Update>> missed = recent.after(lastId);
    if (missed.isEmpty()) {
      feed.offer(Message.comment("missed: what came after " + lastId + " is not kept"), now);
    }
    missed.orElse(List.of()).stream()
        .filter(feed::wants)
        .forEach(update -> feed.offer(update.message(), now));
  }

  @Override
  public synchronized void started() {
    started = true;
    feeds.forEach(feed -> feed.offer(Message.comment("following"), clock.instant()));
  }

  @Override
  public synchronized void told(Update update) {
    recent.add(update);
    for (Feed feed : feeds) {
      if (feed.wants(update)) {
        feed.offer(update.message(), clock.instant());
      }
    }
  }

  @Override
  public synchronized boolean isWanted() {
    Instant now = clock.instant();
    feeds.removeIf(Feed::isClosed);
    feeds.forEach(feed -> feed.heartbeat(HEARTBEAT, now));
    if (!feeds.isEmpty()) {
      wanted = now;
    } else if (Duration.between(wanted, now).compareTo(LINGER) >= 0) {
      recent.clear(); // what comes until the next reading would be missing between
      reading = false;
      started = false;
    }
    return reading;
  }

  /** Nobody is told anything more. */
  public synchronized void close() {
    feeds.forEach(Feed::end);
    feeds.clear();
    reading = false;
  }
}
