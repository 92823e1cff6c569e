package io.millrace.forecast.updates;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What one client is told, at its own pace. Who lags by more than the buffer holds is told so in a
 * comment, and the stream ends: it can come back with its last id.
 */
public final class Feed implements Flow.Publisher<Message>, Flow.Subscription {

  static final int BUFFER = 256; // messages

  /** More than anybody receives; two of it still fit a long. */
  private static final long MOST_REQUESTED = Long.MAX_VALUE / 2;

  private final Predicate<String> series;
  private final AtomicBoolean taken = new AtomicBoolean();
  private final AtomicInteger draining = new AtomicInteger();
  private final Deque<Message> buffer = new ArrayDeque<>(); // guarded by itself, as the next three
  private long requested;
  private boolean complete;
  private Instant lastOffer;
  private volatile boolean closed;
  private volatile Flow.@Nullable Subscriber<? super Message> subscriber;

  Feed(Predicate<String> series, Instant now) {
    this.series = series;
    this.lastOffer = now;
  }

  boolean wants(Update update) {
    return series.test(update.series());
  }

  /** Whether nobody listens any more, or will. */
  boolean isClosed() {
    return closed;
  }

  void offer(Message message, Instant now) {
    synchronized (buffer) {
      if (complete) {
        return;
      }
      lastOffer = now;
      if (buffer.size() < BUFFER) {
        buffer.add(message);
      } else {
        buffer.clear();
        buffer.add(Message.comment("dropped: more than " + BUFFER + " updates were waiting"));
        complete = true;
      }
    }
    drain();
  }

  /** A sign of life, if there was no other for so long. */
  void heartbeat(Duration every, Instant now) {
    boolean silent;
    synchronized (buffer) {
      silent = buffer.isEmpty() && Duration.between(lastOffer, now).compareTo(every) >= 0;
    }
    if (silent) {
      offer(Message.comment("alive"), now);
    }
  }

  void end() {
    synchronized (buffer) {
      complete = true;
    }
    drain();
  }

  @Override
  public void subscribe(Flow.Subscriber<? super Message> other) {
    if (!taken.compareAndSet(false, true)) {
      throw new IllegalStateException("a feed has one subscriber");
    }
    other.onSubscribe(this);
    subscriber = other;
    drain();
  }

  @Override
  public void request(long count) {
    synchronized (buffer) {
      requested = Math.min(MOST_REQUESTED, requested + Math.min(MOST_REQUESTED, count));
    }
    drain();
  }

  @Override
  public void cancel() {
    closed = true;
  }

  /** One thread at a time hands over; who comes meanwhile leaves it another round. */
  private void drain() {
    if (draining.getAndIncrement() > 0) {
      return;
    }
    int rounds = 1;
    while (rounds > 0) {
      Flow.Subscriber<? super Message> to = subscriber;
      if (to != null) {
        handOver(to);
      }
      rounds = draining.addAndGet(-rounds);
    }
  }

  private void handOver(Flow.Subscriber<? super Message> to) {
    while (!closed) {
      Message next;
      synchronized (buffer) {
        if (buffer.isEmpty() && complete) {
          closed = true;
        }
        next = requested > 0 ? buffer.poll() : null;
        requested -= next == null ? 0 : 1;
      }
      if (next != null) {
        to.onNext(next);
      } else {
        if (closed) {
          to.onComplete();
        }
        return;
      }
    }
  }
}
