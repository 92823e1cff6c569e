package io.millrace.forecast;

import io.millrace.events.JobGaps;
import io.millrace.forecast.delivery.Receiver;
import io.millrace.serving.TensorFlowKeys;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every {@code millrace.} key of this service; a misspelt one stops start-up. */
@ConfigMapping(prefix = "millrace")
public interface ForecastSettings {

  /**
   * Names this process among its like: two that share the cache of released bundles need different
   * names, and one that is started again should keep its own, to take its partitions over at once.
   */
  @WithDefault("0")
  String instance();

  Models models();

  Memory memory();

  S3 s3();

  /**
   * Folder of the stores' files, of this instance alone; in a container, of a volume that stays.
   */
  String stateDirectory();

  /**
   * {@code host:port} under which other instances reach this one's API; needed where several
   * instances share the series.
   */
  Optional<String> advertised();

  /** How long another instance may take to answer what this one was asked. */
  @WithDefault("3s")
  Duration peerTimeout();

  /**
   * Whether a copy answers, and says so, while nobody answers who reads a partition. Copies are
   * kept if {@code kafka-streams.num.standby.replicas} is 1 or more.
   */
  @WithDefault("true")
  boolean staleAnswers();

  Passes forecast();

  /**
   * A job that was put through the API wins over its namesake here. The service brings one, {@code
   * host}.
   */
  List<JobSettings> jobs();

  Alerts alerts();

  TensorFlowKeys tensorflow();

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
     * What was forecast is committed as soon as no step waits any more, but not more often than
     * this. While steps wait, the stream commits in {@code kafka-streams.commit.interval.ms}.
     */
    @WithDefault("100ms")
    Duration commitPace();

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

    /**
     * Of the time that networks take to forecast, how much may go into telling which variates drive
     * a breach that is forecast. An alert goes without when it is spent.
     */
    @WithDefault("0.02")
    double evidenceShare();

    /**
     * Whether seasonal-naive serves where its forecasts turn out better than the model's. Without,
     * models serve however bad they are.
     */
    @WithDefault("true")
    boolean demotion();

    /** Leads of the naive forecaster. */
    @WithDefault("24")
    int naiveHorizon();

    /** Steps that a series must have before the naive forecaster serves it. */
    @WithDefault("8")
    int naiveFewest();

    /** Levels of its quantiles, rising. */
    @WithDefault("0.1,0.5,0.9")
    List<Double> naiveQuantiles();
  }

  /** Who is told of alerts, beside the topic. */
  interface Alerts {

    /** By name, which also names the receiver's consumer group. */
    Map<String, ReceiverSettings> receivers();
  }

  /** Where alerts are posted to. */
  interface ReceiverSettings {
    /** As what they are posted. */
    Receiver.Kind kind();

    /** Of a webhook, whole; of Alertmanager, without {@code /api/v2/alerts}. */
    String url();

    /** From connecting to the end of the answer. */
    @WithDefault("10s")
    Duration timeout();

    /**
     * webhook: {@code whsec_} and 24 to 64 bytes in Base64, with which posts are signed; several
     * while they are exchanged.
     */
    Optional<List<String>> secret();

    /** Of each request, beside ours. */
    Map<String, String> headers();

    /** Sent with each request; not together with a user. */
    Optional<String> bearerToken();

    /** With a password: basic authentication. */
    Optional<String> username();

    /** Of that user; best given as an environment variable. */
    Optional<String> password();

    /** Most of the first pause after a failure; it doubles with each. */
    @WithDefault("500ms")
    Duration firstPause();

    /** To which that doubles at most. */
    @WithDefault("30s")
    Duration longestPause();

    /** webhook: requests under way at once; 4 unless set. */
    Optional<Integer> concurrency();

    /** alertmanager: in which what fires is told again; 1 minute unless set. */
    Optional<Duration> repeat();
  }

  /** One job; what is not given is as usual. */
  interface JobSettings {
    /** Unique among jobs. */
    String name();

    /** Series by name; {@code *} stands for anything. */
    String series();

    /** Which model serves; by default the one whose variates are those of the series. */
    Optional<String> model();

    /** Forecasts beside the model, and takes its place where it turns out to be better. */
    Optional<String> challenger();

    /** Between two points; by default that of the first readings. */
    Optional<Duration> step();

    /** How far behind the newest reading another may be and still count; 0 unless set. */
    Optional<Duration> tolerance();

    CadenceSettings cadence();

    GapSettings gaps();

    /** Covariates known ahead. */
    Optional<List<String>> known();

    /** Of seasonal-naive, in steps. */
    Optional<Integer> horizon();

    /** Levels of seasonal-naive, rising. */
    Optional<List<Double>> quantiles();

    /** Whether forecasts carry the model's own quantiles too, before calibration. */
    Optional<Boolean> raw();

    /** Whether forecasts carry trend and season too, if the model that serves has them. */
    Optional<Boolean> parts();

    /** A series silent for so long is forgotten; 720 hours unless set. */
    Optional<Duration> forgetAfter();

    List<RuleSettings> rules();
  }

  /** Which closed steps get a forecast; one of the two. */
  interface CadenceSettings {
    /** Each so many-th; each one unless set. */
    Optional<Integer> steps();

    /** The first in each span so long. */
    Optional<Duration> every();
  }

  /** What stands in for missing steps. */
  interface GapSettings {
    /** Which value stands in; {@code previous} unless set. */
    Optional<JobGaps.Fill> fill();

    /** Longest run of missing steps that is filled; 5 unless set. */
    Optional<Integer> limit();

    /** Steps of a season; by default the one that the series shows. */
    Optional<Integer> season();
  }
}
