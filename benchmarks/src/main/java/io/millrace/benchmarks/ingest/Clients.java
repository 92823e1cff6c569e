package io.millrace.benchmarks.ingest;

import io.millrace.benchmarks.Sender;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.ToLongFunction;

/** Many clients at once, each on a thread of its own. */
final class Clients implements AutoCloseable {

  private static final long STRIDE = 1_000_000; // events a client may send

  private final List<StreamingClient> clients = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private final AtomicBoolean stopping = new AtomicBoolean();

  /**
   * @param senders that the clients are spread over
   */
  Clients(List<Sender> senders, Texts texts, int count, int perRequest, long gapMillis) {
    for (int i = 0; i < count; i++) {
      StreamingClient client =
          new StreamingClient(
              senders.get(i % senders.size()), texts, i * STRIDE, perRequest, gapMillis, stopping);
      clients.add(client);
      Thread thread = new Thread(client, "client-" + i);
      threads.add(thread);
      thread.start();
    }
  }

  /** Has each bring its request in hand to an acknowledgement. */
  void finish() {
    stopping.set(true);
    try {
      for (Thread thread : threads) {
        thread.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  long sum(ToLongFunction<StreamingClient> what) {
    return clients.stream().mapToLong(what).sum();
  }

  /** Acknowledged events that are not published. */
  long missing(Published published) {
    return sum(client -> published.missing(client.first(), client.first() + client.acknowledged()));
  }

  @Override
  public void close() {
    stopping.set(true);
    threads.forEach(Thread::interrupt);
  }
}
