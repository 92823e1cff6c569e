package io.millrace.benchmarks.inference;

import io.millrace.benchmarks.Service;
import io.millrace.benchmarks.SteadyLoad;
import io.millrace.benchmarks.Testbeds;
import io.millrace.benchmarks.inference.Releasing.Version;
import io.millrace.events.ModelRelease.Role;
import io.millrace.workbench.proof.Bench;
import io.millrace.workbench.proof.Measurement;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Releases that must not serve, under load.
 *
 * @param perSecond events
 */
record RefusedReleasesRow(int perSecond, long seed, Testbeds<InferenceTestbed> testbeds)
    implements GuaranteeRow {

  private static final String MODEL = "guarded";
  private static final int KEYS = 20;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Override
  public String name() {
    return "refused-releases";
  }

  @Override
  public String requirement() {
    return "a corrupt, a wrong-signature, a failing-golden and a slow bundle released, and one whose"
        + " content is not what was released: each refused with its reason, traffic untouched";
  }

  @Override
  public Measurement measure(Bench bench, InferenceTestbed bed) {
    Service service = bed.inference(bed.models().tiny(MODEL, 1));
    List<BadBundle> bad = List.of(BadBundle.values());
    Releasing releasing = new Releasing(bed, service, MODEL);
    ProofModels elsewhere = bed.models().in("bad");
    TextLoad load = TextLoad.of(name(), Keys.even(KEYS, seed));
    long before = retries(service);
    try (LoadRun run = new LoadRun(bed, load);
        SteadyLoad steady = run.steady(perSecond)) {
      List<Version> refused = new ArrayList<>();
      for (int i = 0; i < bad.size(); i++) {
        int version = i + 2;
        bad.get(i).release(releasing, elsewhere, MODEL, version);
        refused.add(awaitVerdict(run, releasing, version));
        bench.say("  %s: %s, %s", bad.get(i), refused.get(i).state(), refused.get(i).reason());
      }
      Account account = run.settled(steady.stop());
      return measurement(
          account, run.outcome().versions(), refused, bad, retries(service) - before);
    }
  }

  /** Reads on meanwhile. */
  private static Version awaitVerdict(LoadRun run, Releasing releasing, int version) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < end) {
      run.outputs().poll();
      for (Version each : releasing.versions()) {
        if (each.version().equals(Integer.toString(version)) && !each.state().equals("loading")) {
          return each;
        }
      }
    }
    return new Version(Integer.toString(version), "unheard of", "");
  }

  private static long retries(Service service) {
    return service.logged().stream().filter(line -> line.contains("trying again")).count();
  }

  private Measurement measurement(
      Account account,
      Map<String, Integer> versions,
      List<Version> refused,
      List<BadBundle> bad,
      long retries) {
    long rightly = 0;
    for (int i = 0; i < bad.size(); i++) {
      rightly +=
          refused.get(i).state().equals("refused")
                  && refused.get(i).reason().contains(bad.get(i).words())
              ? 1
              : 0;
    }
    return Measurement.of(
            String.format(
                Locale.ROOT,
                "%d of %d refused with their reasons; %s, all by version %s, %d retries",
                rightly,
                bad.size(),
                account,
                String.join(", ", versions.keySet()),
                retries),
            rightly == bad.size()
                && account.exact()
                && versions.keySet().equals(Set.of("1"))
                && retries == 0)
        .withNote(
            refused.stream()
                .map(each -> each.reason().replaceAll("/\\S*/", "…/"))
                .collect(Collectors.joining(" | ")));
  }

  /** A way in which a bundle can be unfit to serve. */
  enum BadBundle {
    CORRUPT("not a SavedModel that loads") {
      @Override
      void release(Releasing releasing, ProofModels models, String model, int version) {
        Path root = models.tiny(model, version);
        models.overwrite(releasing.bundle(root, version), "saved_model/saved_model.pb", "corrupt");
        releasing.release(root, version);
      }
    },
    WRONG_SIGNATURE("signature serve with output probabilities") {
      @Override
      void release(Releasing releasing, ProofModels models, String model, int version) {
        releasing.release(models.misnamed(model, version), version);
      }
    },
    FAILING_GOLDEN("example") {
      @Override
      void release(Releasing releasing, ProofModels models, String model, int version) {
        Path root = models.tiny(model, version);
        models.overwrite(
            releasing.bundle(root, version),
            "golden.json",
            "{\"tolerance\":0.001,\"examples\":[{\"text\":\"w001\",\"label\":\"release\"}]}");
        releasing.release(root, version);
      }
    },
    SLOW("times as long as") {
      @Override
      void release(Releasing releasing, ProofModels models, String model, int version) {
        releasing.release(models.sluggish(model, version, Duration.ofMillis(20)), version);
      }
    },
    OTHER_CONTENT("expected sha256") {
      @Override
      void release(Releasing releasing, ProofModels models, String model, int version) {
        releasing.release(models.tiny(model, version), version, "0".repeat(64), Role.SERVING);
      }
    };

    private final String words;

    BadBundle(String words) {
      this.words = words;
    }

    /** Of the reason that it must be refused with. */
    String words() {
      return words;
    }

    abstract void release(Releasing releasing, ProofModels models, String model, int version);

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }
}
