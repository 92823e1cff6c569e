package io.millrace.releases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.events.ModelRelease.Role;
import io.millrace.serving.ModelBundle;
import io.millrace.serving.TextClassifier;
import io.millrace.serving.TinyBundles;
import io.millrace.serving.life.Lease;
import io.millrace.serving.life.ModelState;
import io.millrace.serving.life.Trial;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServedModelTest {

  @TempDir Path root;

  private final List<String> heard = new ArrayList<>();
  private final LifeListener listener =
      new LifeListener() {
        @Override
        public void served(ModelLife life) {
          heard.add("served " + life.version());
          onServed.run();
        }

        @Override
        public void refused(ModelLife life, Throwable reason) {
          heard.add("refused " + life.version());
        }

        @Override
        public void ended(ModelLife life) {
          heard.add("ended " + life.version());
        }
      };
  private Runnable onServed = () -> {};
  private long live;
  private final Workshop workshop = workshop(new Trial(1e6));
  private final Shelf<TextClassifier> shelf =
      Shelf.of(List.of("triage"), new TextLoader(), workshop);
  private final ServedModel<TextClassifier> model = shelf.find("triage").orElseThrow();

  @AfterEach
  void close() {
    shelf.close();
  }

  @Test
  void beforeAVersionServesThereIsNoneToLease() {
    assertThat(shelf.missing()).containsExactly("triage");
    assertThatThrownBy(() -> model.lease(Role.SERVING))
        .isInstanceOf(ModelMissingException.class)
        .hasMessage("no version of model triage is in service");
  }

  @Test
  void theNewestVersionThatCanServeDoes() throws Exception {
    TinyBundles.text(root, "triage", "1");
    TinyBundles.text(root, "triage", "2");
    Files.writeString(
        TinyBundles.text(root, "triage", "3").savedModel().resolve("saved_model.pb"), "corrupt");

    shelf.bringInNewest(ModelBundle.findAll(List.of(root)));

    assertThat(heard).containsExactly("refused 3", "served 2");
    assertThat(serving()).isEqualTo("triage 2");
    assertThat(shelf.missing()).isEmpty();
  }

  @Test
  void aVersionThatIsRefusedLeavesTheOldOneInService() throws Exception {
    bringIn(TinyBundles.text(root, "triage", "1"));
    ModelBundle wrong = TinyBundles.text(root, "triage", "2");
    Files.writeString(
        wrong.directory().resolve("golden.json"),
        "{\"tolerance\":0.1,\"examples\":[{\"text\":\"fire\",\"label\":\"calm\"}]}");

    assertThat(bringIn(wrong)).isFalse();

    assertThat(serving()).isEqualTo("triage 1");
    assertThat(states()).containsExactly("1 serving", "2 refused");
    assertThat(model.lives().get(1).state())
        .isInstanceOfSatisfying(
            ModelState.Refused.class, state -> assertThat(state.reason()).contains("calm"));
  }

  @Test
  void whatCannotEvenBeFetchedIsRefusedWithItsReason() {
    Candidate candidate = new Candidate("triage", "9", Role.SERVING, "http://127.0.0.1:1/a", "ab");

    boolean in =
        model.bringIn(
            candidate,
            () -> {
              throw new IllegalStateException("http://127.0.0.1:1/a: nobody answers");
            });

    assertThat(in).isFalse();
    assertThat(model.lives().get(0).state())
        .isEqualTo(new ModelState.Refused("http://127.0.0.1:1/a: nobody answers"));
  }

  @Test
  void releasingTheEarlierVersionAgainIsTheRollback() {
    ModelBundle first = TinyBundles.text(root, "triage", "1");
    bringIn(first);
    bringIn(TinyBundles.text(root, "triage", "2"));

    bringIn(first);

    assertThat(serving()).isEqualTo("triage 1");
    assertThat(states()).containsExactly("1 closed", "2 closed", "1 serving");
  }

  @Test
  void aShadowServesBesideAndTouchesNothing() {
    bringIn(TinyBundles.text(root, "triage", "1"));
    ModelBundle second = TinyBundles.text(root, "triage", "2");
    Candidate shadow = new Candidate("triage", "2", Role.SHADOW, "file:/2", "ab");

    assertThat(model.bringIn(shadow, () -> second)).isTrue();

    assertThat(serving()).isEqualTo("triage 1");
    assertThat(model.has(Role.SHADOW)).isTrue();
    model.end(Role.SHADOW);
    model.end(Role.SHADOW);
    assertThat(states()).containsExactly("1 serving", "2 closed");
    assertThat(heard).containsExactly("served 1", "served 2", "ended 2");
  }

  @Test
  void aVersionForWhichThereIsNoMemoryIsRefusedBeforeItIsLoaded() {
    bringIn(TinyBundles.text(root, "triage", "1"));
    live = 999_999;

    assertThat(bringIn(TinyBundles.text(root, "triage", "2"))).isFalse();

    assertThat(model.lives().get(1).state())
        .isInstanceOfSatisfying(
            ModelState.Refused.class,
            state ->
                assertThat(state.reason())
                    .contains("bytes of native memory", "millrace.memory.native-limit is 1000000"));
  }

  @Test
  void aRecordIsExpectedToTakeAsLongAsARowOfTheSlowestShape() {
    ServedModel<FakeModel> timed = model(bundle -> new FakeModel(bundle, Duration.ofMillis(5)));
    assertThat(timed.expectedPerRecord(Role.SERVING)).isZero();

    timed.bringIn(Candidate.of(bundle("1")), () -> bundle("1"));

    assertThat(timed.expectedPerRecord(Role.SERVING)).isEqualTo(Duration.ofMillis(5));
    assertThat(timed.expectedPerRecord(Role.SHADOW)).isZero();
  }

  @Test
  void onlySoManyLivesAreRememberedButNeverTheOneThatServes() {
    ModelBundle first = TinyBundles.text(root, "triage", "1");
    bringIn(first);
    for (int i = 0; i < 60; i++) {
      bringInLost("lost" + i);
    }

    assertThat(model.lives()).hasSize(50);
    assertThat(states()).contains("1 serving");
  }

  @Test
  void whatIsTriedAgainAndAgainIsRememberedOnce() {
    for (int i = 0; i < 3; i++) {
      bringInLost("9");
    }
    bringInLost("10");

    assertThat(states()).containsExactly("9 refused", "10 refused");
  }

  @Test
  void anErrorOfAModelsLibraryRefusesTheModelAndEndsNothing() {
    ServedModel<FakeModel> broken =
        model(
            bundle -> {
              throw new UnsatisfiedLinkError("no such library");
            });

    assertThat(broken.bringIn(Candidate.of(bundle("1")), () -> bundle("1"))).isFalse();

    assertThat(broken.lives().get(0).state()).isEqualTo(new ModelState.Refused("no such library"));
    assertThat(heard).containsExactly("refused 1");
  }

  @Test
  void aModelThatRunsOutOfNativeMemoryWhileItIsTriedIsClosed() {
    FakeModel greedy = new FakeModel(bundle("1"), Duration.ofMillis(1));
    greedy.onWarmUp = new OutOfMemoryError("native");

    assertThat(model(bundle -> greedy).bringIn(Candidate.of(bundle("1")), () -> bundle("1")))
        .isFalse();

    assertThat(greedy.closed).isTrue();
  }

  @Test
  void aListenerThatFailsMakesNoServingVersionARefusedOne() {
    onServed =
        () -> {
          throw new IllegalStateException("the log is full");
        };

    assertThatThrownBy(() -> bringIn(bundle("1"))).hasMessage("the log is full");

    assertThat(serving()).isEqualTo("triage 1");
    assertThat(states()).containsExactly("1 serving");
  }

  @Test
  void aSlowVersionIsRefusedAsANewOneAndTakenBackAsOneThatServedBefore() {
    ServedModel<FakeModel> slower =
        model(
            bundle ->
                new FakeModel(
                    bundle, Duration.ofMillis(bundle.manifest().version().equals("2") ? 1_000 : 1)),
            workshop(new Trial(3)));
    slower.bringIn(Candidate.of(bundle("1")), () -> bundle("1"));
    Candidate second = Candidate.of(bundle("2"));

    assertThat(slower.bringIn(second, Entry.asNew(), () -> bundle("2"))).isFalse();
    assertThat(slower.bringIn(second, Entry.asBefore(), () -> bundle("2"))).isTrue();
  }

  private Workshop workshop(Trial trial) {
    return new Workshop(
        trial,
        new MemoryLimit(Optional.of(1_000_000L), () -> live),
        Runnable::run,
        Clock.systemUTC(),
        listener);
  }

  private ServedModel<FakeModel> model(Function<ModelBundle, FakeModel> load) {
    return model(load, workshop);
  }

  private static ServedModel<FakeModel> model(
      Function<ModelBundle, FakeModel> load, Workshop workshop) {
    return Shelf.of(List.of("triage"), new FakeLoader(load), workshop).find("triage").orElseThrow();
  }

  private ModelBundle bundle(String version) {
    return TinyBundles.text(root, "triage", version);
  }

  private void bringInLost(String version) {
    model.bringIn(
        new Candidate("triage", version, Role.SERVING, "file:/nowhere", "ab"),
        () -> {
          throw new IllegalStateException("gone");
        });
  }

  private boolean bringIn(ModelBundle bundle) {
    return model.bringIn(Candidate.of(bundle), () -> bundle);
  }

  private String serving() {
    try (Lease<TextClassifier> lease = model.lease(Role.SERVING)) {
      return lease.model().bundle().toString();
    }
  }

  private List<String> states() {
    return model.lives().stream().map(life -> life.version() + " " + life.state().word()).toList();
  }
}
