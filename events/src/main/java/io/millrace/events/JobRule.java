package io.millrace.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An alert rule of a job. What the other kind of rule has is refused, and here null.
 *
 * @param variate that it watches
 * @param minimum how long it must be raised before it fires, and clear before it resolves
 * @param above limit of a breach; either this or {@code below}
 * @param within how far ahead a breach is looked for
 * @param fireAt probability of a breach from which the rule is raised
 * @param resolveBelow probability of a breach under which it is clear; less than {@code fireAt}
 * @param tail two-sided tail probability under which a point is unexpected
 * @param points so many unexpected points …
 * @param of … of the last so many raise the rule; at most 64
 */
public record JobRule(
    String name,
    Kind kind,
    String variate,
    String severity,
    Duration minimum,
    @Nullable Double above,
    @Nullable Double below,
    @Nullable Duration within,
    @Nullable Double fireAt,
    @Nullable Double resolveBelow,
    @Nullable Double tail,
    @Nullable Integer points,
    @Nullable Integer of) {

  private static final String USUAL_SEVERITY = "warning";
  private static final Duration USUAL_WITHIN = Duration.ofSeconds(30);
  private static final double USUAL_FIRE_AT = 0.8;
  private static final double USUAL_RESOLVE_BELOW = 0.4;
  private static final double USUAL_TAIL = 0.001;
  private static final int USUAL_POINTS = 3;
  private static final int USUAL_OF = 5;
  private static final int MOST_OF = 64; // points

  /** What a rule looks for. */
  public enum Kind {
    /** A limit that will probably be crossed soon. */
    @JsonProperty("breach-ahead")
    BREACH_AHEAD,
    /** Points that lie outside what was expected of them. */
    @JsonProperty("unexpected")
    UNEXPECTED;

    /** As in JSON. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  public JobRule {
    Check.name("name", name);
    Check.present("kind", kind);
    Check.name("variate", variate);
    Check.name("severity", severity);
    Check.notNegative("minimum", minimum);
    if (kind == Kind.BREACH_AHEAD) {
      limit(above, below);
      Check.positive("within", within);
      probabilities(fireAt, resolveBelow);
      absent("tail", tail, kind);
      absent("points", points, kind);
      absent("of", of, kind);
    } else {
      open("tail", tail);
      long most = Check.within("of", Check.present("of", of), 1, MOST_OF);
      Check.within("points", Check.present("points", points), 1, most);
      absent("above", above, kind);
      absent("below", below, kind);
      absent("within", within, kind);
      absent("fireAt", fireAt, kind);
      absent("resolveBelow", resolveBelow, kind);
    }
  }

  /** What is not given is as usual for the kind. */
  @JsonCreator
  public static JobRule of(
      @JsonProperty("name") @Nullable String name,
      @JsonProperty("kind") @Nullable Kind kind,
      @JsonProperty("variate") @Nullable String variate,
      @JsonProperty("severity") @Nullable String severity,
      @JsonProperty("minimum") @Nullable Duration minimum,
      @JsonProperty("above") @Nullable Double above,
      @JsonProperty("below") @Nullable Double below,
      @JsonProperty("within") @Nullable Duration within,
      @JsonProperty("fireAt") @Nullable Double fireAt,
      @JsonProperty("resolveBelow") @Nullable Double resolveBelow,
      @JsonProperty("tail") @Nullable Double tail,
      @JsonProperty("points") @Nullable Integer points,
      @JsonProperty("of") @Nullable Integer of) {
    boolean breach = kind == Kind.BREACH_AHEAD;
    boolean unexpected = kind == Kind.UNEXPECTED;
    return new JobRule(
        Check.present("name", name),
        Check.present("kind", kind),
        Check.present("variate", variate),
        severity == null ? USUAL_SEVERITY : severity,
        minimum == null ? Duration.ZERO : minimum,
        above,
        below,
        usual(breach, within, USUAL_WITHIN),
        usual(breach, fireAt, USUAL_FIRE_AT),
        usual(breach, resolveBelow, USUAL_RESOLVE_BELOW),
        usual(unexpected, tail, USUAL_TAIL),
        usual(unexpected, points, USUAL_POINTS),
        usual(unexpected, of, USUAL_OF));
  }

  private static <T> @Nullable T usual(boolean ofItsKind, @Nullable T given, T usual) {
    return given == null && ofItsKind ? usual : given;
  }

  private static void absent(String field, @Nullable Object value, Kind kind) {
    if (value != null) {
      throw new InvalidEventException(field, "is not of a rule of the kind " + kind);
    }
  }

  private static void limit(@Nullable Double above, @Nullable Double below) {
    if ((above == null) == (below == null)) {
      throw new InvalidEventException("above", "or below must be given, and not both");
    }
    Check.finiteIfPresent("above", above);
    Check.finiteIfPresent("below", below);
  }

  private static void probabilities(@Nullable Double fireAt, @Nullable Double resolveBelow) {
    double raised = Check.present("fireAt", fireAt);
    double clear = Check.present("resolveBelow", resolveBelow);
    if (!(raised > 0 && raised <= 1)) {
      throw new InvalidEventException("fireAt", "must be above 0 and at most 1, is " + raised);
    }
    if (!(clear > 0 && clear < raised)) {
      throw new InvalidEventException(
          "resolveBelow", "must lie between 0 and fireAt (" + raised + "), is " + clear);
    }
  }

  private static void open(String field, @Nullable Double value) {
    double share = Check.present(field, value);
    if (!(share > 0 && share < 1)) {
      throw new InvalidEventException(field, "must lie between 0 and 1, is " + share);
    }
  }
}
