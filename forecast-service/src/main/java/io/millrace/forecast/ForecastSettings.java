package io.millrace.forecast;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** Every {@code millrace.} key of this service; a misspelt one stops start-up. */
@ConfigMapping(prefix = "millrace")
public interface ForecastSettings {

  /**
   * Names this process among its like: two that share the cache of released bundles need different
   * names, and one that is started again should keep its own.
   */
  @WithDefault("0")
  String instance();

  Models models();

  Memory memory();

  S3 s3();

  /** Where the stores' files lie. */
  String stateDirectory();

  Passes forecast();

  List<JobSettings> jobs();

  TensorFlow tensorflow();

  /** Where bundles come from. */
  interface Models {

    /** Roots that hold bundles as {@code <name>/<version>/}. */
    Optional<List<Path>> directories();

    /** How often they are looked through for new bundles. */
    @WithDefault("3s")
    Duration rescan();

    /** Where released bundles are fetched to. */
    @WithDefault("${java.io.tmpdir}/millrace-releases")
    Path cache();

    /** How many times as long as the version that serves a new one may take. */
    @WithDefault("3")
    double slowestFactor();
  }

  interface Memory {

    /** Native bytes of models and tensors above which no model is loaded. None by default. */
    Optional<MemorySize> nativeLimit();
  }

  interface S3 {

    /**
     * Of the store that {@code s3:} releases lie in, if it is not Amazon's. Region and credentials
     * are found by the AWS SDK's own chains: system properties, environment, profile, role.
     */
    Optional<String> endpoint();
  }

  /** How passes run. */
  interface Passes {

    /**
     * The numbers of rows that a network is run with, rising: batches are padded up to one of them.
     */
    @WithDefault("1,8,64,256")
    List<Integer> batchShapes();

    /** So many due steps run at once, and do not wait for the punctuation. */
    @WithDefault("64")
    int maxBatch();

    /** Due steps wait for company no longer than this. */
    @WithDefault("200ms")
    Duration punctuation();

    /** Scores are told at every so many-th step. */
    @WithDefault("10")
    int scoreEvery();

    /** Leads of the naive forecaster. */
    @WithDefault("24")
    int naiveHorizon();

    /** Steps that a series must have before the naive forecaster serves it. */
    @WithDefault("8")
    int naiveFewest();

    @WithDefault("0.1,0.5,0.9")
    List<Double> naiveQuantiles();
  }

  /** Threads; read by the serving module as system properties. */
  interface TensorFlow {
    OptionalInt intraOp();

    OptionalInt interOp();
  }

  /** One job. */
  interface JobSettings {
    String name();

    /** Series by name; {@code *} stands for anything. */
    String series();

    Optional<String> model();

    Optional<Duration> step();

    @WithDefault("0s")
    Duration tolerance();

    @WithDefault("5")
    int gapLimit();

    List<RuleSettings> rules();
  }

  /** One alert rule of a job. */
  interface RuleSettings {
    String name();

    Kind kind();

    String variate();

    @WithDefault("warning")
    String severity();

    /** How long before it fires, and before it resolves. */
    @WithDefault("0s")
    Duration minimum();

    /** breach-ahead: the limit; give one of the two. */
    OptionalDouble above();

    OptionalDouble below();

    /** breach-ahead: how far ahead. */
    @WithDefault("30s")
    Duration within();

    /** breach-ahead: probability from which it is raised. */
    @WithDefault("0.8")
    double fireAt();

    /** breach-ahead: probability under which it is clear. */
    @WithDefault("0.4")
    double resolveBelow();

    /** unexpected: two-sided tail probability of a point outside. */
    @WithDefault("0.001")
    double tail();

    /** unexpected: so many points outside … */
    @WithDefault("3")
    int points();

    /** … of the last so many. */
    @WithDefault("5")
    int of();
  }

  /** What a rule looks for. */
  enum Kind {
    BREACH_AHEAD,
    UNEXPECTED
  }
}
