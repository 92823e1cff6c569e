package io.millrace.benchmarks.ingest;

import io.millrace.benchmarks.Sender;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Sends requests of many lines, one after the other, each again and again until it is acknowledged.
 *
 * @param first number of its events; they are numbered one after the other
 * @param perRequest events
 * @param gap between requests, in milliseconds
 */
final class StreamingClient implements Runnable {

  private static final long REST = 50; // ms, before a request is sent again

  private final Sender sender;
  private final Texts texts;
  private final long first;
  private final int perRequest;
  private final long gap;
  private final AtomicBoolean stopping;
  private long acknowledged;
  private long repeats;
  private long undeclared;

  StreamingClient(
      Sender sender, Texts texts, long first, int perRequest, long gap, AtomicBoolean stopping) {
    this.sender = sender;
    this.texts = texts;
    this.first = first;
    this.perRequest = perRequest;
    this.gap = gap;
    this.stopping = stopping;
  }

  @Override
  public void run() {
    try {
      while (!stopping.get()) {
        long from = first + acknowledged;
        byte[] lines = texts.lines(from, from + perRequest);
        while (!isAcknowledged(lines)) {
          repeats++;
          TimeUnit.MILLISECONDS.sleep(REST);
        }
        acknowledged += perRequest;
        TimeUnit.MILLISECONDS.sleep(gap);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isAcknowledged(byte[] lines) {
    Sender.Answer answer = sender.post("/events/text", Sender.NDJSON, lines);
    boolean whole = answer.isAccepted() && answer.body().contains("\"rejected\":0");
    if (!whole && answer.status() >= 0 && !answer.isDeclaredUnavailable()) {
      undeclared++;
    }
    return whole;
  }

  long first() {
    return first;
  }

  /** How many of its events the service has acknowledged, in whole requests. */
  long acknowledged() {
    return acknowledged;
  }

  /** How often it sent a request again. */
  long repeats() {
    return repeats;
  }

  /** Answers that were neither an acknowledgement nor a declared refusal for now. */
  long undeclared() {
    return undeclared;
  }
}
