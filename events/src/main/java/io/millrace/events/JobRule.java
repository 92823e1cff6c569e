package io.millrace.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An alert rule of a job. What only other kinds of rule have is refused, and here null.
 *
 * @param variate that it watches
 * @param severity as long as {@code severityAt} names none that is graver
 * @param severityAt probability of a breach from which a severity holds, by severity
 * @param labels that its alerts have beside those of every alert; they route it
 * @param annotations the same, for people; {@code {name}} stands for a label or for evidence
 * @param minimum how long it must be raised before it fires; event time, as all of these
 * @param keepFiringFor how long it must be clear before it resolves
 * @param updateEvery how often a firing alert is told again at most; zero: not before it resolves
 * @param notAgainFor for so long after it resolved it does not fire
 * @param flapWithin one that fires again so soon flaps; the third time in a row it resolves only
 *     when it has been clear for this long
 * @param above limit of a breach; either this or {@code below}
 * @param within how far ahead a breach is looked for
 * @param fireAt from which the rule is raised: the probability of a breach, the error over
 *     seasonal-naive's, or the distance of coverage from its target
 * @param resolveBelow of the same, under which it is clear
 * @param tail probability of a deviation under which a reading is unexpected
 * @param refractory readings after an unexpected one before another counts
 * @param points so many events of the label, or, of a model's health, points that must have been
 *     scored
 * @param of of the last so many events; at most 64
 * @param label that is counted
 * @param score probability from which the label counts
 * @param after silence that raises the rule
 */
public record JobRule(
    String name,
    Kind kind,
    @Nullable String variate,
    String severity,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, Double> severityAt,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, String> labels,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, String> annotations,
    Duration minimum,
    Duration keepFiringFor,
    Duration updateEvery,
    Duration notAgainFor,
    Duration flapWithin,
    @Nullable Double above,
    @Nullable Double below,
    @Nullable Duration within,
    @Nullable Double fireAt,
    @Nullable Double resolveBelow,
    @Nullable Double tail,
    @Nullable Integer refractory,
    @Nullable Integer points,
    @Nullable Integer of,
    @Nullable String label,
    @Nullable Double score,
    @Nullable Duration after) {

  private static final String USUAL_SEVERITY = "warning";
  private static final Duration USUAL_UPDATE_EVERY = Duration.ofMinutes(5);
  private static final Duration USUAL_FLAP_WITHIN = Duration.ofMinutes(10);
  private static final Duration USUAL_WITHIN = Duration.ofSeconds(30);
  private static final double USUAL_TAIL = 0.001;
  private static final int USUAL_REFRACTORY = 100; // readings
  private static final int MOST_REFRACTORY = 1_000_000;
  private static final int USUAL_OF = 5;
  private static final int MOST_OF = 64; // points
  private static final int MOST_SEVERITIES = 16;

  /** What a rule looks for. */
  public enum Kind {
    /** A limit that will probably be crossed soon. */
    @JsonProperty("breach-ahead")
    BREACH_AHEAD(
        0.8,
        0.4,
        null,
        "variate",
        "severityAt",
        "above",
        "below",
        "within",
        "fireAt",
        "resolveBelow"),
    /** Readings that lie where hardly any did. */
    @JsonProperty("unexpected")
    UNEXPECTED(null, null, null, "variate", "tail", "refractory"),
    /** Events of a source that have a label. */
    @JsonProperty("label-count")
    LABEL_COUNT(null, null, 3, "label", "score", "points", "of"),
    /** Nothing is heard of a series. */
    @JsonProperty("silence")
    SILENCE(null, null, null, "after"),
    /** The model is worse than seasonal-naive. */
    @JsonProperty("model-degraded")
    MODEL_DEGRADED(1.2, 1.0, 100, "variate", "fireAt", "resolveBelow", "points"),
    /** The model's intervals do not hold what they promise. */
    @JsonProperty("coverage-off")
    COVERAGE_OFF(0.1, 0.05, 100, "variate", "fireAt", "resolveBelow", "points");

    private final @Nullable Double fireAt;
    private final @Nullable Double resolveBelow;
    private final @Nullable Integer points;
    private final Set<String> fields;

    Kind(
        @Nullable Double fireAt,
        @Nullable Double resolveBelow,
        @Nullable Integer points,
        String... fields) {
      this.fireAt = fireAt;
      this.resolveBelow = resolveBelow;
      this.points = points;
      this.fields = Set.of(fields);
    }

    private boolean has(String field) {
      return fields.contains(field);
    }

    /** As in JSON. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  public JobRule {
    Check.name("name", name);
    Check.present("kind", kind);
    Check.name("severity", severity);
    severityAt = severities(severityAt);
    labels = Check.attributes("labels", labels);
    annotations = Check.attributes("annotations", annotations);
    Check.notNegative("minimum", minimum);
    Check.notNegative("keepFiringFor", keepFiringFor);
    Check.notNegative("updateEvery", updateEvery);
    Check.notNegative("notAgainFor", notAgainFor);
    Check.notNegative("flapWithin", flapWithin);
    own(kind, "variate", variate, Check::name);
    own(kind, "label", label, Check::name);
    own(kind, "after", after, Check::milliseconds);
    own(kind, "within", within, Check::positive);
    own(kind, "tail", tail, JobRule::open);
    own(kind, "score", score, Check::shareIfPresent);
    own(kind, "fireAt", fireAt, Check::present);
    own(kind, "resolveBelow", resolveBelow, Check::present);
    own(kind, "refractory", refractory, JobRule::rest);
    own(kind, "of", of, JobRule::countable);
    own(kind, "points", points, Check::present);
    refuseOfOthers(kind, "severityAt", severityAt.isEmpty() ? null : severityAt);
    refuseOfOthers(kind, "above", above);
    refuseOfOthers(kind, "below", below);
    if (kind.has("above")) {
      limit(above, below);
    }
    if (fireAt != null && resolveBelow != null) {
      thresholds(kind, fireAt, resolveBelow);
    }
    if (points != null) {
      Check.within("points", points, 1, of == null ? Integer.MAX_VALUE : of);
    }
  }

  /** What is not given is as usual for the kind. */
  @JsonCreator
  public static JobRule of(
      @JsonProperty("name") @Nullable String name,
      @JsonProperty("kind") @Nullable Kind kind,
      @JsonProperty("variate") @Nullable String variate,
      @JsonProperty("severity") @Nullable String severity,
      @JsonProperty("severityAt") @Nullable Map<String, Double> severityAt,
      @JsonProperty("labels") @Nullable Map<String, String> labels,
      @JsonProperty("annotations") @Nullable Map<String, String> annotations,
      @JsonProperty("minimum") @Nullable Duration minimum,
      @JsonProperty("keepFiringFor") @Nullable Duration keepFiringFor,
      @JsonProperty("updateEvery") @Nullable Duration updateEvery,
      @JsonProperty("notAgainFor") @Nullable Duration notAgainFor,
      @JsonProperty("flapWithin") @Nullable Duration flapWithin,
      @JsonProperty("above") @Nullable Double above,
      @JsonProperty("below") @Nullable Double below,
      @JsonProperty("within") @Nullable Duration within,
      @JsonProperty("fireAt") @Nullable Double fireAt,
      @JsonProperty("resolveBelow") @Nullable Double resolveBelow,
      @JsonProperty("tail") @Nullable Double tail,
      @JsonProperty("refractory") @Nullable Integer refractory,
      @JsonProperty("points") @Nullable Integer points,
      @JsonProperty("of") @Nullable Integer of,
      @JsonProperty("label") @Nullable String label,
      @JsonProperty("score") @Nullable Double score,
      @JsonProperty("after") @Nullable Duration after) {
    Kind known = Check.present("kind", kind);
    Duration raised = or(minimum, Duration.ZERO);
    return new JobRule(
        Check.present("name", name),
        known,
        variate,
        or(severity, USUAL_SEVERITY),
        or(severityAt, Map.of()),
        or(labels, Map.of()),
        or(annotations, Map.of()),
        raised,
        or(keepFiringFor, raised),
        or(updateEvery, USUAL_UPDATE_EVERY),
        or(notAgainFor, Duration.ZERO),
        or(flapWithin, USUAL_FLAP_WITHIN),
        above,
        below,
        usual(known, "within", within, USUAL_WITHIN),
        usual(known, "fireAt", fireAt, known.fireAt),
        usual(known, "resolveBelow", resolveBelow, known.resolveBelow),
        usual(known, "tail", tail, USUAL_TAIL),
        usual(known, "refractory", refractory, USUAL_REFRACTORY),
        usual(known, "points", points, known.points),
        usual(known, "of", of, USUAL_OF),
        label,
        usual(known, "score", score, 0.0),
        after);
  }

  private static <T> T or(@Nullable T given, T usual) {
    return given == null ? usual : given;
  }

  private static <T> @Nullable T usual(
      Kind kind, String field, @Nullable T given, @Nullable T usual) {
    return given == null && kind.has(field) ? usual : given;
  }

  private interface Checking<T> {
    @Nullable Object check(String field, @Nullable T value);
  }

  /** What its kind has must be there and right, what it has not must be absent. */
  private static <T> void own(Kind kind, String field, @Nullable T value, Checking<T> checking) {
    if (kind.has(field)) {
      checking.check(field, Check.present(field, value));
    } else {
      refuseOfOthers(kind, field, value);
    }
  }

  private static void refuseOfOthers(Kind kind, String field, @Nullable Object value) {
    if (value != null && !kind.has(field)) {
      throw new InvalidEventException(field, "is not of a rule of the kind " + kind);
    }
  }

  private static Map<String, Double> severities(Map<String, Double> severityAt) {
    Check.size("severityAt", severityAt.size(), 0, MOST_SEVERITIES, "entries");
    Map<String, Double> copy = new LinkedHashMap<>();
    severityAt.forEach(
        (severity, from) -> {
          Check.name("severityAt", severity);
          String field = "severityAt." + severity;
          copy.put(severity, Check.shareIfPresent(field, Check.present(field, from)));
        });
    return Collections.unmodifiableMap(copy);
  }

  private static void limit(@Nullable Double above, @Nullable Double below) {
    if ((above == null) == (below == null)) {
      throw new InvalidEventException("above", "or below must be given, and not both");
    }
    Check.finiteIfPresent("above", above);
    Check.finiteIfPresent("below", below);
  }

  /** A probability is never quite 1, nor is coverage off by as much. */
  private static void thresholds(Kind kind, double raised, double clear) {
    boolean share = kind != Kind.MODEL_DEGRADED;
    if (!(raised > 0 && Double.isFinite(raised) && !(share && raised >= 1))) {
      throw new InvalidEventException(
          "fireAt", "must be above 0" + (share ? " and below 1" : "") + ", is " + raised);
    }
    if (!(clear > 0 && clear < raised)) {
      throw new InvalidEventException(
          "resolveBelow", "must lie between 0 and fireAt (" + raised + "), is " + clear);
    }
  }

  private static @Nullable Object open(String field, @Nullable Double value) {
    double share = Check.present(field, value);
    if (!(share > 0 && share < 1)) {
      throw new InvalidEventException(field, "must lie between 0 and 1, is " + share);
    }
    return value;
  }

  private static @Nullable Object countable(String field, @Nullable Integer value) {
    return Check.within(field, Check.present(field, value), 1, MOST_OF);
  }

  private static @Nullable Object rest(String field, @Nullable Integer value) {
    return Check.within(field, Check.present(field, value), 0, MOST_REFRACTORY);
  }
}
