package io.millrace.releases;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.events.ModelRelease.Role;
import io.millrace.serving.ModelBundle;
import io.millrace.serving.TinyBundles;
import io.millrace.serving.life.Trial;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShelfTest {

  @TempDir Path root;

  private final Workshop workshop =
      new Workshop(
          new Trial(3),
          new MemoryLimit(Optional.empty(), () -> 0),
          Runnable::run,
          Clock.systemUTC(),
          new Silent());
  private final FakeLoader loader =
      new FakeLoader(bundle -> new FakeModel(bundle, Duration.ofMillis(1)));
  private final Shelf<FakeModel> open = Shelf.open(loader, workshop);
  private final Shelf<FakeModel> named = Shelf.of(List.of("triage"), loader, workshop);

  @AfterEach
  void close() {
    open.close();
    named.close();
  }

  @Test
  void anOpenShelfTakesEveryModelOfItsTaskAndNoOther() {
    TinyBundles.text(root, "triage", "1");
    TinyBundles.text(root, "tone", "2");
    TinyBundles.frames(root, "contention", "3");

    open.bringInNewest(found());

    assertThat(names(open)).containsExactly("tone", "triage");
  }

  @Test
  void aShelfForSomeModelsTakesNoOther() {
    TinyBundles.text(root, "triage", "1");
    TinyBundles.text(root, "tone", "2");

    named.bringInNewest(found());

    assertThat(names(named)).containsExactly("triage");
    assertThat(named.place("tone")).isEmpty();
  }

  @Test
  void aShelfForSomeModelsMissesThoseThatAreNotThereYet() {
    assertThat(named.missing()).containsExactly("triage");
    assertThat(open.missing()).isEmpty();
  }

  @Test
  void whatTurnsOutToBeOfAnotherTaskLeavesNoTraceOnAnOpenShelf() {
    ModelBundle frames = TinyBundles.frames(root, "contention", "1");
    ServedModel<FakeModel> place = open.place("contention").orElseThrow();

    assertThat(place.bringIn(Candidate.of(frames), () -> frames)).isFalse();

    assertThat(place.lives()).isEmpty();
    assertThat(names(open)).isEmpty();
    assertThat(open.find("contention")).isEmpty();
  }

  @Test
  void whatIsInUseIsClosedAfterItsUse() {
    ModelBundle first = TinyBundles.text(root, "triage", "1");
    ModelBundle second = TinyBundles.text(root, "triage", "2");
    open.bringInNewest(List.of(first));

    FakeModel used =
        open.during(
            serving -> {
              open.bringInNewest(List.of(first, second));
              assertThat(serving.get(0).closed).isFalse();
              return serving.get(0);
            });

    assertThat(used.closed).isTrue();
    assertThat(open.<ModelBundle>during(serving -> serving.get(0).bundle())).isEqualTo(second);
  }

  @Test
  void aModelThatIsEndedIsNotUsedAnyMore() {
    open.bringInNewest(List.of(TinyBundles.text(root, "triage", "1")));

    open.find("triage").orElseThrow().end(Role.SERVING);

    assertThat(open.<Integer>during(List::size)).isZero();
  }

  private List<ModelBundle> found() {
    return ModelBundle.findAll(List.of(root));
  }

  private static List<String> names(Shelf<?> shelf) {
    return shelf.models().stream().map(ServedModel::name).toList();
  }
}
