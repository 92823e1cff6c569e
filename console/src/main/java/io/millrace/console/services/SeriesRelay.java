package io.millrace.console.services;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * Takes server-sent events line by line and keeps the last of each kind until it is asked for, so
 * that a browser gets a few a second however many come.
 */
final class SeriesRelay implements Flow.Subscriber<String> {

  private static final String KIND = "event:";
  private static final String DATA = "data:";

  private final Map<String, String> latest = new LinkedHashMap<>(); // guarded by this
  private String kind = "";
  private Flow.@Nullable Subscription lines;
  private boolean cancelled;
  private boolean ended;

  /** What came since the last call, by kind: the last of each, as JSON. */
  synchronized Map<String, String> take() {
    Map<String, String> taken = new LinkedHashMap<>(latest);
    latest.clear();
    return taken;
  }

  synchronized boolean isOpen() {
    return lines != null && !ended;
  }

  synchronized boolean hasEnded() {
    return ended;
  }

  synchronized void cancel() {
    cancelled = true;
    if (lines != null) {
      lines.cancel();
    }
  }

  @Override
  public synchronized void onSubscribe(Flow.Subscription subscription) {
    lines = subscription;
    if (cancelled) {
      subscription.cancel();
    } else {
      subscription.request(Long.MAX_VALUE);
    }
  }

  @Override
  public synchronized void onNext(String line) {
    if (line.startsWith(KIND)) {
      kind = line.substring(KIND.length()).strip();
    } else if (line.startsWith(DATA)) {
      latest.put(kind, line.substring(DATA.length()).strip());
    }
  }

  @Override
  public synchronized void onError(Throwable e) {
    ended = true;
  }

  @Override
  public synchronized void onComplete() {
    ended = true;
  }
}
