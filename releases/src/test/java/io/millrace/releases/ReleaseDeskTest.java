package io.millrace.releases;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.events.ModelRelease;
import io.millrace.events.ModelRelease.Role;
import io.millrace.events.ModelRelease.Slot;
import io.millrace.serving.ModelBundle;
import io.millrace.serving.TinyBundles;
import io.millrace.serving.life.Trial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReleaseDeskTest {

  @TempDir Path root;
  @TempDir Path elsewhere;
  @TempDir Path memory;

  private final Map<String, ModelBundle> store = new HashMap<>();
  private final Set<String> slow = new HashSet<>();
  private final List<String> shadowed = new ArrayList<>();
  private final List<Instant> now = new ArrayList<>(List.of(Instant.EPOCH));
  private Optional<String> refusal = Optional.empty();
  private ModelShelf shelf;
  private ReleaseDesk desk;

  @BeforeEach
  void open() {
    TinyBundles.text(root, "triage", "1");
    Workshop workshop =
        new Workshop(
            new Trial(3),
            new MemoryLimit(Optional.empty(), () -> 0),
            Runnable::run,
            Clock.systemUTC(),
            new Silent());
    shelf =
        new ModelShelf(
            List.of(Shelf.of(List.of("triage"), new FakeLoader(this::load), workshop)),
            () -> ModelBundle.findAll(List.of(root)));
    shelf.bringInNewest(ModelBundle.findAll(List.of(root)));
    desk =
        new ReleaseDesk(
            shelf,
            release -> {
              ModelBundle bundle = store.get(release.version());
              if (bundle == null) {
                throw new IOException(release.uri() + ": 503");
              }
              return bundle;
            },
            new LoadGuard(memory, "here"),
            new Shadows() {
              @Override
              public Optional<String> refusal(String model) {
                return refusal;
              }

              @Override
              public void begin(ModelRelease release) {
                shadowed.add("begin " + release.version());
              }

              @Override
              public void pause(String model) {
                shadowed.add("pause " + inSlot(Role.SHADOW));
              }

              @Override
              public void end(String model) {
                shadowed.add("end " + model);
              }
            },
            new Clock() {
              @Override
              public Instant instant() {
                return now.get(now.size() - 1);
              }

              @Override
              public ZoneId getZone() {
                return ZoneOffset.UTC;
              }

              @Override
              public Clock withZone(ZoneId zone) {
                return this;
              }
            },
            Logger.getLogger(ReleaseDeskTest.class));
  }

  private FakeModel load(ModelBundle bundle) {
    boolean isSlow = slow.contains(bundle.manifest().version());
    return new FakeModel(bundle, Duration.ofMillis(isSlow ? 1_000 : 1));
  }

  @AfterEach
  void close() {
    shelf.close();
  }

  @Test
  void aReleaseTakesOverFromTheDirectoriesAndItsWithdrawalGivesBack() {
    store.put("2", TinyBundles.text(elsewhere, "triage", "2"));

    desk.release(release("triage", "2", Role.SERVING));
    assertThat(states()).containsExactly("1 closed", "2 serving");

    desk.withdraw(new Slot("triage", Role.SERVING));
    assertThat(states()).containsExactly("1 closed", "2 closed", "1 serving");
  }

  @Test
  void theSameReleaseOnceMoreChangesNothing() {
    store.put("2", TinyBundles.text(elsewhere, "triage", "2"));
    desk.release(release("triage", "2", Role.SERVING));

    desk.release(release("triage", "2", Role.SERVING));

    assertThat(states()).containsExactly("1 closed", "2 serving");
  }

  @Test
  void aReleaseOfAModelThatNoRouteUsesIsPassedOver() {
    desk.release(release("tone", "2", Role.SERVING));

    assertThat(states()).containsExactly("1 serving");
  }

  @Test
  void whatCannotBeFetchedForNowIsTriedAgainAfterAWhile() {
    desk.release(release("triage", "2", Role.SERVING));
    desk.tryAgain();
    assertThat(states()).containsExactly("1 serving", "2 refused");

    store.put("2", TinyBundles.text(elsewhere, "triage", "2"));
    now.add(Instant.EPOCH.plus(Duration.ofSeconds(11)));
    desk.tryAgain();

    assertThat(states()).containsExactly("1 closed", "2 serving");
  }

  @Test
  void anotherReleaseEndsTheTrying() {
    desk.release(release("triage", "2", Role.SERVING));
    store.put("3", TinyBundles.text(elsewhere, "triage", "3"));
    desk.release(release("triage", "3", Role.SERVING));

    store.put("2", TinyBundles.text(elsewhere, "triage", "2"));
    now.add(Instant.EPOCH.plus(Duration.ofSeconds(11)));
    desk.tryAgain();

    assertThat(states()).containsExactly("1 closed", "2 refused", "3 serving");
  }

  @Test
  void aReleaseThatEndedTheProcessThreeTimesWhileItWasLoadedIsRefused() {
    store.put("2", TinyBundles.text(elsewhere, "triage", "2"));
    ModelRelease release = release("triage", "2", Role.SERVING);
    for (int life = 0; life < 3; life++) {
      new LoadGuard(memory, "here").begin(release);
    }

    desk.release(release);
    desk.release(release);

    assertThat(states()).containsExactly("1 serving", "2 refused");
  }

  @Test
  void oneThatEndedItTwiceIsTriedAgainAndForgottenOnceItServes() throws IOException {
    store.put("2", TinyBundles.text(elsewhere, "triage", "2"));
    ModelRelease release = release("triage", "2", Role.SERVING);
    new LoadGuard(memory, "here").begin(release);
    new LoadGuard(memory, "here").begin(release);

    desk.release(release);

    assertThat(states()).containsExactly("1 closed", "2 serving");
    try (var files = Files.list(memory)) {
      assertThat(files).isEmpty();
    }
  }

  @Test
  void whatEndedOtherProcessesThatShareTheFolderIsTried() {
    store.put("2", TinyBundles.text(elsewhere, "triage", "2"));
    ModelRelease release = release("triage", "2", Role.SERVING);
    for (String other : List.of("a/b", "a*b", "c")) {
      new LoadGuard(memory, other).begin(release);
      new LoadGuard(memory, other).begin(release);
    }

    desk.release(release);

    assertThat(states()).containsExactly("1 closed", "2 serving");
  }

  @Test
  void aReleaseOfBeforeIsNotRacedNotEvenWhenItsStoreIsBackLater() {
    slow.add("3");
    store.put("2", TinyBundles.text(elsewhere, "triage", "2"));
    desk.resume(release("triage", "2", Role.SERVING));
    desk.resume(release("triage", "3", Role.SERVING));
    store.put("3", TinyBundles.text(elsewhere, "triage", "3"));
    now.add(Instant.EPOCH.plus(Duration.ofSeconds(11)));

    desk.tryAgain();

    assertThat(states()).containsExactly("1 closed", "2 closed", "3 serving");
  }

  @Test
  void aNewReleaseIsRaced() {
    slow.add("2");
    store.put("2", TinyBundles.text(elsewhere, "triage", "2"));

    desk.release(release("triage", "2", Role.SERVING));

    assertThat(states()).containsExactly("1 serving", "2 refused");
  }

  @Test
  void theShadowOfBeforeIsPausedWhileItsVersionIsStillInItsSlot() {
    store.put("2", TinyBundles.text(elsewhere, "triage", "2"));
    store.put("3", TinyBundles.text(elsewhere, "triage", "3"));
    desk.release(release("triage", "2", Role.SHADOW));

    desk.release(release("triage", "3", Role.SHADOW));
    desk.release(release("triage", "4", Role.SHADOW)); // is not in the store

    assertThat(shadowed).containsExactly("pause none", "begin 2", "pause 2", "begin 3");
  }

  @Test
  void aShadowBeginsAndEndsBesideWhatServes() {
    store.put("2", TinyBundles.text(elsewhere, "triage", "2"));

    desk.release(release("triage", "2", Role.SHADOW));
    desk.withdraw(new Slot("triage", Role.SHADOW));

    assertThat(shadowed).containsExactly("pause none", "begin 2", "end triage");
    assertThat(states()).startsWith("1 serving");
  }

  @Test
  void whereNoShadowCanBeRunNoneIsFetched() {
    refusal = Optional.of("no topic for it");

    desk.release(release("triage", "2", Role.SHADOW));

    assertThat(shadowed).isEmpty();
    assertThat(states()).containsExactly("1 serving");
  }

  @Test
  void aShadowThatIsRefusedNeverBegins() {
    desk.release(release("triage", "2", Role.SHADOW));

    assertThat(shadowed).isEmpty();
  }

  private static ModelRelease release(String model, String version, Role role) {
    return new ModelRelease(model, version, "file:/somewhere", "0".repeat(64), Instant.EPOCH, role);
  }

  private String inSlot(Role role) {
    return shelf
        .lives()
        .filter(life -> life.role() == role && life.state().word().equals("serving"))
        .map(ModelLife::version)
        .findFirst()
        .orElse("none");
  }

  private List<String> states() {
    return shelf.lives().map(life -> life.version() + " " + life.state().word()).toList();
  }
}
