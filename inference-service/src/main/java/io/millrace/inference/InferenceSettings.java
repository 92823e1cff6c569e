package io.millrace.inference;

import io.millrace.serving.TensorFlowKeys;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The keys {@code millrace.*} of this service. */
@ConfigMapping(prefix = "millrace")
interface InferenceSettings {

  /**
   * Names this process among its like: two that run at once need different names, and one that is
   * started again should keep its own, to take its partitions and its open transaction over at
   * once.
   */
  @WithDefault("0")
  String instance();

  Models models();

  /** How {@code text-events} are served: what goes to which model, and how much at a time. */
  Stream text();

  /** How {@code sensor-events} are served. */
  Stream sensor();

  Batch batch();

  Rejections rejections();

  Memory memory();

  S3 s3();

  TensorFlowKeys tensorflow();

  interface Models {

    /** Roots that hold bundles as {@code <name>/<version>/}. */
    Optional<List<Path>> directories();

    /** Where released bundles are fetched to. */
    @WithDefault("${java.io.tmpdir}/millrace-releases")
    Path cache();

    /** How many times as long as the version that serves a new one may take. */
    @WithDefault("3")
    double slowestFactor();

    /**
     * Bytes of answers that each model remembers, to give them again to equal inputs; 0 = none. By
     * default a few thousand: enough for what repeats, and most are forgotten before the collector
     * moves them to where garbage stays longer.
     */
    @WithDefault("2M")
    MemorySize answerCache();
  }

  interface Stream {

    /**
     * The model of events that no route takes; needed only if the directories hold several of the
     * task.
     */
    Optional<String> model();

    /** The first route that takes an event names its models. */
    List<Route> routes();

    /** Consumers side by side, each with a thread and transactions of its own. */
    @WithDefault("1")
    int channels();

    /** What becomes of a text that has more tokens than its model reads. */
    @WithDefault("truncate")
    OverLongTexts overLong();

    /** Tokens, padding included, that a model runs on together. */
    @WithDefault("4096")
    int tokenBudget();

    /** Whether models that give embeddings beside their labels have them published. */
    @WithDefault("false")
    boolean embeddings();

    Explanations explanations();
  }

  /** In patterns {@code *} stands for any characters; what is left out, any event satisfies. */
  interface Route {

    /** Pattern of the source or sensor. */
    Optional<String> source();

    /** Pattern of the CloudEvents type, the header {@code ce_type}. */
    Optional<String> type();

    /** Pattern of the attribute {@code language}. */
    Optional<String> language();

    /** Patterns of attributes. */
    Map<String, String> attributes();

    /** Names of the models that score what it takes; {@code *} is every model that can. */
    List<String> models();
  }

  enum OverLongTexts {
    TRUNCATE,
    REJECT
  }

  interface Explanations {

    /** Answers with these labels are explained. */
    Optional<List<String>> labels();

    /** For all explanations of a batch. */
    @WithDefault("PT0.1S")
    Duration budget();
  }

  interface Batch {

    /** Records that one poll, and so one transaction, takes at most. */
    @WithDefault("500")
    int records();

    /**
     * What a batch may take, as far as the last ones tell; a longer poll is cut. Default: a quarter
     * of the shorter of poll interval and transaction timeout.
     */
    Optional<Duration> longest();
  }

  interface Rejections {

    /**
     * Bytes of a rejected record, key and headers included, that {@code rejected-events} takes. Of
     * a larger one the value is cut, and where that is not enough, headers and key; its header
     * {@code millrace_truncated} gives the full size of the value.
     */
    @WithDefault("1040000")
    int maximumBytes();
  }

  interface S3 {

    /**
     * Of the store that {@code s3:} releases lie in, if it is not Amazon's. Region and credentials
     * are found by the AWS SDK's own chains: system properties, environment, profile, role.
     */
    Optional<String> endpoint();
  }

  interface Memory {

    /**
     * Native bytes of models and tensors above which nothing is polled, and no model loaded. None
     * by default.
     */
    Optional<MemorySize> nativeLimit();
  }
}
