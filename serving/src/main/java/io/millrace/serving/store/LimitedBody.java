package io.millrace.serving.store;

import io.millrace.serving.InvalidBundleException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Takes a body as another subscriber does, up to so many bytes. */
final class LimitedBody<T> implements BodySubscriber<T> {

  private final BodySubscriber<T> taker;
  private final ByteBudget budget;
  private Flow.@Nullable Subscription subscription;
  private boolean refused;

  LimitedBody(BodySubscriber<T> taker, ByteBudget budget) {
    this.taker = taker;
    this.budget = budget;
  }

  @Override
  public CompletionStage<T> getBody() {
    return taker.getBody();
  }

  @Override
  public void onSubscribe(Flow.Subscription upstream) {
    subscription = upstream;
    taker.onSubscribe(upstream);
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    if (refused) {
      return;
    }
    try {
      budget.spend(buffers.stream().mapToLong(ByteBuffer::remaining).sum());
      taker.onNext(buffers);
    } catch (InvalidBundleException tooLarge) {
      refuse(tooLarge);
    }
  }

  private void refuse(InvalidBundleException tooLarge) {
    refused = true;
    if (subscription != null) {
      subscription.cancel();
    }
    taker.onError(tooLarge);
  }

  @Override
  public void onError(Throwable failure) {
    if (!refused) {
      taker.onError(failure);
    }
  }

  @Override
  public void onComplete() {
    if (!refused) {
      taker.onComplete();
    }
  }
}
