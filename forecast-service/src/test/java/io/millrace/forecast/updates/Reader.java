package io.millrace.forecast.updates;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow;

/** A client that keeps what it gets, by id, or by text if it is a comment. */
final class Reader implements Flow.Subscriber<Message> {

  final List<String> got = new ArrayList<>();
  boolean complete;
  private boolean greedy;
  private Flow.Subscription subscription;

  /** Asks for one more whenever it gets one. */
  Reader greedy() {
    greedy = true;
    return this;
  }

  void ask(long count) {
    subscription.request(count);
  }

  void leave() {
    subscription.cancel();
  }

  @Override
  public void onSubscribe(Flow.Subscription given) {
    subscription = given;
  }

  @Override
  public void onNext(Message message) {
    got.add(message.id() == null ? message.comment() : message.id());
    if (greedy) {
      subscription.request(1);
    }
  }

  @Override
  public void onError(Throwable failure) {
    throw new AssertionError(failure);
  }

  @Override
  public void onComplete() {
    complete = true;
  }
}
