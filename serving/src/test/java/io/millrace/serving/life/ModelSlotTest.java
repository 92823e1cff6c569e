package io.millrace.serving.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class ModelSlotTest {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  /** Knows whether it is closed. */
  private static final class FakeModel implements AutoCloseable {
    final int version;
    int closed;

    FakeModel(int version) {
      this.version = version;
    }

    @Override
    public void close() {
      closed++;
    }
  }

  private final ModelSlot<FakeModel> slot = new ModelSlot<>(Clock.fixed(NOW, ZoneOffset.UTC));

  private static LoadedModel<FakeModel> warm(FakeModel model, Executor closer) {
    return new LoadedModel<>(model, new ModelState.Loading().warmed(List.of()), closer);
  }

  @Test
  void aLeaseOutlivesTheSwapAndItsEndClosesTheModel() {
    FakeModel old = new FakeModel(1);
    LoadedModel<FakeModel> loaded = warm(old, Runnable::run);
    slot.swap(loaded);
    Lease<FakeModel> lease = slot.lease().orElseThrow();

    slot.swap(warm(new FakeModel(2), Runnable::run));

    assertThat(lease.model()).isSameAs(old);
    assertThat(loaded.state()).isEqualTo(new ModelState.Draining());
    assertThat(old.closed).isZero();
    assertThat(slot.lease().orElseThrow().model().version).isEqualTo(2);
    lease.close();
    lease.close();
    assertThat(old.closed).isEqualTo(1);
    assertThat(loaded.state()).isEqualTo(new ModelState.Closed());
    assertThatThrownBy(loaded::model).hasMessage("a model that is closed cannot be used");
  }

  @Test
  void aModelThatNobodyUsesIsClosedAtOnceByTheCloser() {
    List<Runnable> toClose = new ArrayList<>();
    FakeModel old = new FakeModel(1);
    slot.swap(warm(old, toClose::add));

    slot.swap(warm(new FakeModel(2), toClose::add));

    assertThat(old.closed).isZero();
    toClose.forEach(Runnable::run);
    assertThat(old.closed).isEqualTo(1);
  }

  @Test
  void aLeaseThatEndsAfterTheCloserDidClosesTheModelItself() {
    FakeModel last = new FakeModel(1);
    slot.swap(
        warm(
            last,
            task -> {
              throw new RejectedExecutionException("the process stops");
            }));
    Lease<FakeModel> lease = slot.lease().orElseThrow();
    slot.close();

    lease.close();

    assertThat(last.closed).isEqualTo(1);
  }

  @Test
  void aModelServesOnlyOnce() {
    LoadedModel<FakeModel> loaded = warm(new FakeModel(1), Runnable::run);
    slot.swap(loaded);
    slot.close();

    assertThatThrownBy(() -> slot.swap(loaded))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("a model that is closed cannot begin to serve");
    assertThat(slot.lease()).isEmpty();
  }

  @Test
  void sinceSaysWhenItBeganToServe() {
    LoadedModel<FakeModel> loaded = warm(new FakeModel(1), Runnable::run);

    slot.swap(loaded);

    assertThat(loaded.state()).isEqualTo(new ModelState.Serving(List.of(), NOW));
  }

  /** Any order of leases, returns and swaps. */
  @Test
  void noModelIsClosedWhileItIsLeasedAndAllButTheLastAreClosedOnce() {
    Random random = new Random(7);
    for (int round = 0; round < 100; round++) {
      List<FakeModel> models = new ArrayList<>();
      List<Lease<FakeModel>> leases = new ArrayList<>();
      ModelSlot<FakeModel> tried = new ModelSlot<>(Clock.systemUTC());
      for (int step = 0; step < 60; step++) {
        switch (random.nextInt(3)) {
          case 0 -> {
            models.add(new FakeModel(models.size()));
            tried.swap(warm(models.get(models.size() - 1), Runnable::run));
          }
          case 1 -> tried.lease().ifPresent(leases::add);
          default -> {
            if (!leases.isEmpty()) {
              leases.remove(random.nextInt(leases.size())).close();
            }
          }
        }
        assertThat(leases).allSatisfy(lease -> assertThat(lease.model().closed).isZero());
      }
      leases.forEach(Lease::close);
      tried.close();
      assertThat(models).allSatisfy(model -> assertThat(model.closed).isEqualTo(1));
    }
  }
}
