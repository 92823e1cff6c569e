package io.millrace.forecast.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.events.ModelRelease;
import io.millrace.events.ModelRelease.Role;
import io.millrace.events.ModelRelease.Slot;
import io.millrace.releases.LifeListener;
import io.millrace.releases.MemoryLimit;
import io.millrace.releases.ModelLife;
import io.millrace.releases.Workshop;
import io.millrace.serving.ModelBundle;
import io.millrace.serving.ModelUnavailableException;
import io.millrace.serving.TinyBundles;
import io.millrace.serving.life.ModelState;
import io.millrace.serving.life.Trial;
import io.millrace.serving.store.BundleDigest;
import io.millrace.serving.store.BundleFetcher;
import io.millrace.serving.store.BundleStores;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForecastModelsTest {

  @TempDir Path root;
  @TempDir Path elsewhere;
  @TempDir Path cache;

  private final List<String> heard = new ArrayList<>();
  private ForecastModels models;

  @BeforeEach
  void begin() {
    models = open();
  }

  @AfterEach
  void close() {
    models.close();
  }

  @Test
  void theNewestVersionInTheDirectoriesServes() {
    load(root, "9");
    load(root, "10");

    models.rescan();

    assertThat(serving()).containsExactly("load 10");
  }

  @Test
  void aVersionThatComesIntoTheDirectoriesTakesOver() {
    load(root, "1");
    models.rescan();

    load(root, "2");
    models.rescan();

    assertThat(serving()).containsExactly("load 2");
    assertThat(states()).containsExactly("1 closed", "2 serving");
  }

  @Test
  void whatIsGoneFromTheDirectoriesServesNoMore() {
    load(root, "1");
    delete(load(root, "2").directory());
    TinyBundles.forecast(root, "wind", "1", List.of("speed"), 4, 2);
    models.rescan();
    delete(root.resolve("wind"));

    models.rescan();

    assertThat(serving()).containsExactly("load 1");
  }

  @Test
  void aBundleThatIsRefusedIsNotTriedAgainAtEveryLook() {
    load(root, "1");
    corrupt(load(root, "2"));

    models.rescan();
    models.rescan();
    models.rescan();

    assertThat(heard).containsExactly("refused 2", "served 1");
  }

  @Test
  void aPassKeepsTheVersionThatItBeganWithWhileAnotherTakesOver() {
    load(root, "1");
    models.rescan();
    ModelRelease second = release(load(elsewhere, "2"), Role.SERVING);

    Forecaster kept =
        models.during(
            all -> {
              NetworkForecaster mine = (NetworkForecaster) all.get(0);
              models.release(second);
              assertThat(states()).containsExactly("1 draining", "2 serving");
              assertThat(serving()).containsExactly("load 2");
              assertThatCode(mine::prove).doesNotThrowAnyException();
              return mine;
            });

    assertThat(kept.served().version()).isEqualTo("1");
    assertThat(states()).containsExactly("1 closed", "2 serving");
    assertThatThrownBy(((NetworkForecaster) kept)::prove)
        .isInstanceOf(ModelUnavailableException.class);
  }

  @Test
  void aReleaseThatIsRefusedLeavesWhatServes() {
    load(root, "1");
    models.rescan();
    ModelBundle second = load(elsewhere, "2");
    corrupt(second);

    models.release(release(second, Role.SERVING));

    assertThat(serving()).containsExactly("load 1");
    assertThat(states()).containsExactly("1 serving", "2 refused");
  }

  @Test
  void aReleaseOfAModelThatTheDirectoriesDoNotHaveIsServed() {
    models.release(release(load(elsewhere, "1"), Role.SERVING));

    models.rescan();

    assertThat(serving()).containsExactly("load 1");
  }

  @Test
  void aReleaseRulesItsNameUntilItIsWithdrawn() {
    load(root, "1");
    models.rescan();
    models.release(release(load(elsewhere, "2"), Role.SERVING));
    load(root, "3");
    models.rescan();
    assertThat(serving()).containsExactly("load 2");

    models.withdraw(new Slot("load", Role.SERVING));

    assertThat(serving()).containsExactly("load 3");
  }

  @Test
  void afterARestartWhatWasReleasedServesAgain() {
    load(root, "2");
    ModelRelease first = release(load(elsewhere, "1"), Role.SERVING);
    models.rescan();
    models.release(first);
    models.close();

    models = open();
    models.rescan();
    models.resume(first);

    assertThat(serving()).containsExactly("load 1");
  }

  @Test
  void aReleasedModelOfAnotherTaskIsAnotherServicesAndNothingIsSaidOfIt() {
    models.release(release(TinyBundles.text(elsewhere, "triage", "1"), Role.SERVING));

    assertThat(models.models().lives()).isEmpty();
    assertThat(heard).isEmpty();
  }

  @Test
  void aModelOfAnotherTaskUnderTheNameOfAForecasterIsRefused() {
    load(root, "1");
    models.rescan();

    models.release(release(TinyBundles.text(elsewhere, "load", "2"), Role.SERVING));

    assertThat(serving()).containsExactly("load 1");
    assertThat(models.models().lives().toList().get(1).state())
        .isInstanceOfSatisfying(
            ModelState.Refused.class,
            state -> assertThat(state.reason()).contains("it needs another name"));
  }

  @Test
  void aShadowIsRefusedAndTouchesNothing() {
    load(root, "1");
    models.rescan();

    models.release(release(load(elsewhere, "2"), Role.SHADOW));
    models.withdraw(new Slot("load", Role.SHADOW));

    assertThat(states()).containsExactly("1 serving");
  }

  @Test
  void anyVersionAtHandIsOpenedOnceItIsAskedFor() {
    load(root, "1");
    load(root, "3");
    models.rescan();
    models.release(release(load(elsewhere, "2"), Role.SERVING));
    models.withdraw(new Slot("load", Role.SERVING));

    Forecaster lying = models.version("load", "1").orElseThrow();
    Forecaster fetched = models.version("load", "2").orElseThrow();

    assertThat(lying.served().version()).isEqualTo("1");
    assertThat(fetched.served().version()).isEqualTo("2");
    assertThat(models.version("load", "2")).containsSame(fetched);
    assertThat(models.version("load", "4")).isEmpty();
    assertThat(models.version("wind", "1")).isEmpty();
  }

  private ForecastModels open() {
    BundleFetcher fetcher = new BundleFetcher(BundleStores.standard());
    return new ForecastModels(
        new ModelDirectories(List.of(root)),
        new NetworkLoader(List.of(1, 4)),
        new Workshop(
            new Trial(1e6),
            new MemoryLimit(Optional.empty(), () -> 0),
            Runnable::run,
            Clock.systemUTC(),
            new Hearing()),
        release -> fetcher.fetch(release, cache),
        cache,
        "0",
        Logger.getLogger(ForecastModelsTest.class));
  }

  private final class Hearing implements LifeListener {

    @Override
    public void served(ModelLife life) {
      heard.add("served " + life.version());
    }

    @Override
    public void refused(ModelLife life, Throwable reason) {
      heard.add("refused " + life.version());
    }

    @Override
    public void ended(ModelLife life) {
      heard.add("ended " + life.version());
    }
  }

  private static ModelBundle load(Path folder, String version) {
    return TinyBundles.forecast(folder, "load", version, List.of("a", "b"), 4, 2);
  }

  private static ModelRelease release(ModelBundle bundle, Role role) {
    try {
      return new ModelRelease(
          bundle.manifest().name(),
          bundle.manifest().version(),
          bundle.directory().toString(),
          BundleDigest.of(bundle.directory()),
          Instant.EPOCH,
          role);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> serving() {
    return models.during(
        all ->
            all.stream()
                .map(each -> each.served().model() + " " + each.served().version())
                .toList());
  }

  private List<String> states() {
    return models.models().lives().map(life -> life.version() + " " + life.state().word()).toList();
  }

  private static void corrupt(ModelBundle bundle) {
    try {
      Files.writeString(bundle.savedModel().resolve("saved_model.pb"), "corrupt");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path folder) {
    try (var all = Files.walk(folder)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
