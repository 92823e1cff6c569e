package io.millrace.forecast.delivery;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Requests under way; what became of them is heard on the thread that sent them. */
final class Requests {

  record Answered(Shipment shipment, Outcome outcome) {}

  private final Transport transport;
  private final Clock clock;
  private final BlockingQueue<Answered> answers = new LinkedBlockingQueue<>();

  Requests(Transport transport, Clock clock) {
    this.transport = transport;
    this.clock = clock;
  }

  void send(List<Shipment> shipments) {
    for (Shipment shipment : shipments) {
      var unused =
          answer(shipment.post())
              .handle((answer, failure) -> answers.add(answered(shipment, answer, failure)));
    }
  }

  private CompletableFuture<Answer> answer(Post post) {
    try {
      return transport.send(post);
    } catch (RuntimeException unsendable) {
      return CompletableFuture.failedFuture(unsendable);
    }
  }

  private Answered answered(
      Shipment shipment, @Nullable Answer answer, @Nullable Throwable failure) {
    Outcome outcome =
        answer == null ? Outcome.of(cause(failure)) : Outcome.of(answer, clock.instant());
    return new Answered(shipment, outcome);
  }

  private static Throwable cause(@Nullable Throwable failure) {
    if (failure == null) {
      return new IllegalStateException("no answer and no failure");
    }
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : null;
    return cause == null ? failure : cause;
  }

  /** What was answered by now; waits for the first so long. */
  List<Answered> hear(Duration patience) throws InterruptedException {
    List<Answered> heard = new ArrayList<>();
    Answered first = answers.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
    if (first != null) {
      heard.add(first);
      answers.drainTo(heard);
    }
    return heard;
  }
}
