package io.millrace.transformers.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.tensorflow.Tensor;

class PrefetchTest {

  private final Recorded examples = new Recorded();

  @Test
  void batchesComeInTheirOrder() {
    List<Float> seen = new ArrayList<>();

    try (Prefetch batches = prefetch(20)) {
      while (batches.hasNext()) {
        try (Batch batch = batches.next()) {
          seen.add(Batch.floats(examples.tensor(batch))[0]);
        }
      }
    }

    assertThat(seen).hasSize(20).isSorted();
  }

  @Test
  void twoAreReadyWhileOneIsUsedAndNoMore() {
    try (Prefetch batches = prefetch(20);
        Batch used = batches.next()) {
      examples.awaitPrepared(3);

      assertThat(used.size()).isEqualTo(1);
    }
    assertThat(examples.prepared).hasSize(3);
  }

  @Test
  void whatNobodyTookIsClosed() {
    Prefetch batches = prefetch(20);
    Batch taken = batches.next();

    batches.close();

    assertThat(examples.prepared)
        .hasSize(3)
        .filteredOn(this::open)
        .containsExactly(examples.tensor(taken));
    taken.close();
  }

  @Test
  void anErrorOfPreparingComesWhenItsBatchIsDue() {
    examples.broken = 2;

    try (Prefetch batches = prefetch(20)) {
      batches.next().close();
      batches.next().close();

      assertThatThrownBy(batches::next).hasMessage("example 2 is broken");
    }
    assertThat(examples.prepared).filteredOn(this::open).isEmpty();
  }

  @Test
  void aBatchIsTakenThoughTheThreadWasInterrupted() {
    try (Prefetch batches = prefetch(1)) {
      Thread.currentThread().interrupt();

      batches.next().close();
    }
    assertThat(Thread.interrupted()).isTrue();
  }

  private Prefetch prefetch(int count) {
    return new Prefetch(examples, Parts.ofSize(Shuffle.none(count), 1).from(0));
  }

  private boolean open(Tensor tensor) {
    try {
      return tensor.asRawTensor().data().size() > 0;
    } catch (IllegalStateException closed) {
      return false;
    }
  }

  /** Remembers what it gave. */
  private static final class Recorded implements Examples {

    final List<Tensor> prepared = new CopyOnWriteArrayList<>();
    private final CountDownLatch three = new CountDownLatch(3);
    volatile int broken = -1;

    @Override
    public int count() {
      return 20;
    }

    @Override
    public Batch batch(int[] examples) {
      if (examples[0] == broken) {
        throw new IllegalStateException("example " + broken + " is broken");
      }
      Tensor tensor = Batch.floats(new float[] {examples[0]}, 1);
      prepared.add(tensor);
      three.countDown();
      return new Batch(1, Map.of("x", tensor));
    }

    Tensor tensor(Batch batch) {
      return batch.tensors().values().iterator().next();
    }

    void awaitPrepared(int count) {
      assertThat(count).isEqualTo(3);
      try {
        three.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
