package io.millrace.forecast;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** Every {@code millrace.} key of this service; a misspelt one stops start-up. */
@ConfigMapping(prefix = "millrace")
public interface ForecastSettings {

  /**
   * Names this process among its like: two that run at once need different names, and one that is
   * started again should keep its own, to take its partitions over at once.
   */
  @WithDefault("0")
  String instance();

  Models models();

  /** Where the stores' files lie. */
  String stateDirectory();

  Passes forecast();

  List<JobSettings> jobs();

  TensorFlow tensorflow();

  /** Where bundles come from. */
  interface Models {

    /** Roots that hold {@code <name>/<version>/}. */
    Optional<List<String>> directories();

    /** How often they are looked through for new bundles. */
    @WithDefault("3s")
    Duration rescan();
  }

  /** How passes run. */
  interface Passes {

    /**
     * The numbers of rows that a network is run with, rising: batches are padded up to one of them.
     * With one number alone, the same log gives the same forecasts to the last bit. So many due
     * steps as the largest do not wait for company.
     */
    @WithDefault("1,8,64,256")
    List<Integer> batchShapes();

    /** Due steps wait for company no longer than this. */
    @WithDefault("40ms")
    Duration linger();

    /**
     * How long the networks may take between two commits of a thread; what does not fit waits. Well
     * under the transaction's timeout: a quarter of it.
     */
    @WithDefault("7500ms")
    Duration passBudget();

    /**
     * A due step that waited longer, while a later one of its series waits too, is not forecast any
     * more: overload is told, and the newest steps come first.
     */
    @WithDefault("1m")
    Duration skipAfter();

    /** How often series are looked for that have been silent for too long. */
    @WithDefault("1m")
    Duration lookForSilence();

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
