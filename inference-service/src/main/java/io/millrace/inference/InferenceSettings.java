package io.millrace.inference;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.List;
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

  /** How {@code text-events} are served. */
  Stream text();

  /** How {@code sensor-events} are served. */
  Stream sensor();

  Batch batch();

  Rejections rejections();

  TensorFlow tensorflow();

  interface Models {

    /** Roots that hold bundles as {@code <name>/<version>/}. */
    Optional<List<Path>> directories();
  }

  interface Stream {

    /** Name of the model; needed only if the directories hold several of the task. */
    Optional<String> model();
  }

  interface Batch {

    /** Records that one poll, and so one transaction, takes at most. */
    @WithDefault("500")
    int records();
  }

  interface Rejections {

    /**
     * Bytes of a rejected record, key and headers included, that {@code rejected-events} takes. A
     * larger value is cut and its header {@code millrace_truncated} gives its full size.
     */
    @WithDefault("1040000")
    int maximumBytes();
  }

  interface TensorFlow {

    /** Threads inside one op. */
    Optional<Integer> intraOp();

    /** Ops side by side. */
    Optional<Integer> interOp();
  }
}
