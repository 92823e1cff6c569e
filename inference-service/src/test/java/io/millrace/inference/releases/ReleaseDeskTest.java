package io.millrace.inference.releases;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.events.ModelRelease;
import io.millrace.events.ModelRelease.Role;
import io.millrace.events.ModelRelease.Slot;
import io.millrace.inference.batch.Texts;
import io.millrace.inference.models.KindShelf;
import io.millrace.inference.models.LifeListener;
import io.millrace.inference.models.MemoryLimit;
import io.millrace.inference.models.ModelLife;
import io.millrace.inference.models.ModelShelf;
import io.millrace.inference.models.Workshop;
import io.millrace.serving.ModelBundle;
import io.millrace.serving.ServingOptions;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReleaseDeskTest {

  private static final class Silent implements LifeListener {
    @Override
    public void served(ModelLife life) {}

    @Override
    public void refused(ModelLife life, RuntimeException reason) {}
  }

  @TempDir Path root;
  @TempDir Path elsewhere;
  @TempDir Path memory;

  private final Map<String, ModelBundle> store = new HashMap<>();
  private final List<String> shadowed = new ArrayList<>();
  private final List<Instant> now = new ArrayList<>(List.of(Instant.EPOCH));
  private ModelShelf shelf;
  private ReleaseDesk desk;

  @BeforeEach
  void open() {
    TinyBundles.text(root, "triage", "1");
    Workshop workshop =
        new Workshop(
            ServingOptions.defaults(),
            new Trial(1e6),
            new MemoryLimit(Optional.empty(), () -> 0),
            Runnable::run,
            Clock.systemUTC(),
            new Silent());
    shelf =
        new ModelShelf(
            List.of(new KindShelf<>(new Texts(), List.of("triage"), workshop)),
            () -> ModelBundle.findAll(List.of(root)));
    shelf.bringInNewest();
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
            memory,
            new Shadows() {
              @Override
              public void begin(ModelRelease release) {
                shadowed.add("begin " + release.version());
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

    assertThat(states()).containsExactly("1 closed", "2 refused", "2 serving");
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
  void aReleaseThatEndedTheProcessTwiceWhileItWasLoadedIsRefused() {
    store.put("2", TinyBundles.text(elsewhere, "triage", "2"));
    ModelRelease release = release("triage", "2", Role.SERVING);
    new LoadGuard(memory).begin(release);
    new LoadGuard(memory).begin(release);

    desk.release(release);
    desk.release(release);

    assertThat(states()).containsExactly("1 serving", "2 refused", "2 refused");
  }

  @Test
  void oneThatEndedItOnceIsTriedAgainAndForgottenOnceItServes() throws IOException {
    store.put("2", TinyBundles.text(elsewhere, "triage", "2"));
    ModelRelease release = release("triage", "2", Role.SERVING);
    new LoadGuard(memory).begin(release);

    desk.release(release);

    assertThat(states()).containsExactly("1 closed", "2 serving");
    try (var files = Files.list(memory)) {
      assertThat(files).isEmpty();
    }
  }

  @Test
  void aShadowBeginsAndEndsBesideWhatServes() {
    store.put("2", TinyBundles.text(elsewhere, "triage", "2"));

    desk.release(release("triage", "2", Role.SHADOW));
    desk.withdraw(new Slot("triage", Role.SHADOW));

    assertThat(shadowed).containsExactly("begin 2", "end triage");
    assertThat(states()).startsWith("1 serving");
  }

  @Test
  void aShadowThatIsRefusedNeverBegins() {
    desk.release(release("triage", "2", Role.SHADOW));

    assertThat(shadowed).isEmpty();
  }

  private static ModelRelease release(String model, String version, Role role) {
    return new ModelRelease(model, version, "file:/somewhere", "0".repeat(64), Instant.EPOCH, role);
  }

  private List<String> states() {
    return shelf.lives().map(life -> life.version() + " " + life.state().word()).toList();
  }
}
