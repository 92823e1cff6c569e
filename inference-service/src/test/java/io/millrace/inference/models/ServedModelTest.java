package io.millrace.inference.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.events.ModelRelease.Role;
import io.millrace.events.TextEvent;
import io.millrace.inference.batch.ClassifierScorer;
import io.millrace.inference.batch.ModelMissingException;
import io.millrace.inference.batch.Texts;
import io.millrace.serving.ModelBundle;
import io.millrace.serving.ServingOptions;
import io.millrace.serving.TinyBundles;
import io.millrace.serving.life.Lease;
import io.millrace.serving.life.ModelState;
import io.millrace.serving.life.Trial;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
        }

        @Override
        public void refused(ModelLife life, RuntimeException reason) {
          heard.add("refused " + life.version());
        }
      };
  private long live;
  private final Workshop workshop =
      new Workshop(
          ServingOptions.defaults(),
          new Trial(1e6),
          new MemoryLimit(Optional.of(1_000_000L), () -> live),
          Runnable::run,
          Clock.systemUTC(),
          listener);
  private final KindShelf<TextEvent, String> shelf =
      new KindShelf<>(new Texts(), List.of("triage"), workshop);
  private final ServedModel<TextEvent, String> model = shelf.find("triage").orElseThrow();

  @AfterEach
  void close() {
    shelf.close();
  }

  @Test
  void beforeAVersionServesThereIsNoneToLease() {
    assertThat(shelf.missing()).containsExactly("triage");
    assertThatThrownBy(() -> shelf.lease("triage"))
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
    model.endShadow();
    assertThat(states()).containsExactly("1 serving", "2 closed");
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
  void onlySoManyLivesAreRememberedButNeverTheOneThatServes() {
    ModelBundle first = TinyBundles.text(root, "triage", "1");
    bringIn(first);
    Candidate lost = new Candidate("triage", "9", Role.SERVING, "file:/nowhere", "ab");
    for (int i = 0; i < 60; i++) {
      model.bringIn(
          lost,
          () -> {
            throw new IllegalStateException("gone");
          });
    }

    assertThat(model.lives()).hasSize(50);
    assertThat(states()).contains("1 serving");
  }

  private boolean bringIn(ModelBundle bundle) {
    return model.bringIn(Candidate.of(bundle), () -> bundle);
  }

  private String serving() {
    try (Lease<ClassifierScorer<TextEvent, String>> lease = model.lease(Role.SERVING)) {
      return lease.model().model().toString();
    }
  }

  private List<String> states() {
    return model.lives().stream().map(life -> life.version() + " " + life.state().word()).toList();
  }
}
