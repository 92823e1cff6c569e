package io.millrace.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How some series are to be forecast. The last job of a name counts; a record without a value (a
 * tombstone) under its name ends it.
 *
 * @param name without a slash
 * @param series which: a name in which {@code *} stands for any characters
 * @param model that serves them; null: the one whose variates are the series' own
 * @param challenger a model that forecasts them beside it, and takes its place where it turns out
 *     to be better; null: none
 * @param step between two points; null: the one that the first readings show
 * @param tolerance how far behind the newest reading another may be and still count
 * @param known covariates that are known ahead, in events of the kind {@code known}
 * @param horizon steps that seasonal-naive looks ahead; null: as the service is configured
 * @param quantiles levels of seasonal-naive, rising; empty: as the service is configured
 * @param raw whether a forecast also carries the model's own quantiles, before calibration
 * @param parts whether a forecast also carries trend and season, which add up to its mean, if the
 *     model that serves has them
 * @param forgetAfter a series that was silent for so long is forgotten; it may come back
 * @param at when the job was written
 */
public record ForecastJob(
    String name,
    String series,
    @Nullable String model,
    @Nullable String challenger,
    @Nullable Duration step,
    Duration tolerance,
    JobCadence cadence,
    JobGaps gaps,
    List<String> known,
    @Nullable Integer horizon,
    List<Double> quantiles,
    boolean raw,
    boolean parts,
    Duration forgetAfter,
    List<JobRule> rules,
    JobOrigin origin,
    Instant at)
    implements Event {

  static final int LONGEST_HORIZON = 10_000; // steps
  static final int MOST_KNOWN = 256;
  static final int MOST_QUANTILES = 99;
  static final int MOST_RULES = 64;

  private static final Duration USUAL_FORGET_AFTER = Duration.ofDays(30);

  public ForecastJob {
    if (Check.name("name", name).contains("/")) {
      throw new InvalidEventException("name", "must have no slash, is " + name);
    }
    Check.name("series", series);
    if (model != null) {
      Check.name("model", model);
    }
    if (challenger != null && Check.name("challenger", challenger).equals(model)) {
      throw new InvalidEventException(
          "challenger", "must be another than the model, is " + challenger + " too");
    }
    if (step != null) {
      Check.milliseconds("step", step);
    }
    Check.notNegative("tolerance", tolerance);
    Check.present("cadence", cadence);
    Check.present("gaps", gaps);
    known = names(known);
    if (horizon != null) {
      Check.within("horizon", horizon, 1, LONGEST_HORIZON);
    }
    quantiles = rising(quantiles);
    Check.milliseconds("forgetAfter", forgetAfter);
    rules = differentlyNamed(rules);
    Check.present("origin", origin);
    Check.instant("at", at);
  }

  /** JSON may leave out what is usual: all but name, series and time. */
  @JsonCreator
  public static ForecastJob of(
      @JsonProperty("name") @Nullable String name,
      @JsonProperty("series") @Nullable String series,
      @JsonProperty("model") @Nullable String model,
      @JsonProperty("challenger") @Nullable String challenger,
      @JsonProperty("step") @Nullable Duration step,
      @JsonProperty("tolerance") @Nullable Duration tolerance,
      @JsonProperty("cadence") @Nullable JobCadence cadence,
      @JsonProperty("gaps") @Nullable JobGaps gaps,
      @JsonProperty("known") @Nullable List<String> known,
      @JsonProperty("horizon") @Nullable Integer horizon,
      @JsonProperty("quantiles") @Nullable List<Double> quantiles,
      @JsonProperty("raw") @Nullable Boolean raw,
      @JsonProperty("parts") @Nullable Boolean parts,
      @JsonProperty("forgetAfter") @Nullable Duration forgetAfter,
      @JsonProperty("rules") @Nullable List<JobRule> rules,
      @JsonProperty("origin") @Nullable JobOrigin origin,
      @JsonProperty("at") @Nullable Instant at) {
    return new ForecastJob(
        Check.present("name", name),
        Check.present("series", series),
        model,
        challenger,
        step,
        Objects.requireNonNullElse(tolerance, Duration.ZERO),
        Objects.requireNonNullElse(cadence, JobCadence.EACH_STEP),
        Objects.requireNonNullElse(gaps, JobGaps.USUAL),
        Objects.requireNonNullElse(known, List.of()),
        horizon,
        Objects.requireNonNullElse(quantiles, List.of()),
        raw != null && raw,
        parts != null && parts,
        Objects.requireNonNullElse(forgetAfter, USUAL_FORGET_AFTER),
        Objects.requireNonNullElse(rules, List.of()),
        Objects.requireNonNullElse(origin, JobOrigin.API),
        Check.present("at", at));
  }

  /**
   * A job as somebody at the API asks for it.
   *
   * @param name the JSON may repeat it
   * @param json may have an origin and a time, as a job that was read has; they are not looked at
   * @param now when it was asked for
   * @throws InvalidEventException naming the field and what is wrong with it
   */
  public static ForecastJob asked(String name, byte[] json, Instant now) {
    ObjectNode tree = (ObjectNode) EventJson.tree(json);
    JsonNode repeated = tree.get("name");
    if (repeated != null && !repeated.equals(TextNode.valueOf(name))) {
      throw new InvalidEventException("name", "must be " + name + ", is " + repeated);
    }
    tree.put("name", name).put("origin", "api").put("at", now.toString());
    return EventJson.convert(ForecastJob.class, tree);
  }

  /** Whether another says the same, whenever it was written. */
  public boolean saysTheSameAs(ForecastJob other) {
    return equals(other.at(at));
  }

  private ForecastJob at(Instant other) {
    return new ForecastJob(
        name,
        series,
        model,
        challenger,
        step,
        tolerance,
        cadence,
        gaps,
        known,
        horizon,
        quantiles,
        raw,
        parts,
        forgetAfter,
        rules,
        origin,
        other);
  }

  private static List<String> names(List<String> known) {
    List<String> names = Check.optionalList("known", known, MOST_KNOWN);
    for (int i = 0; i < names.size(); i++) {
      Check.name("known[" + i + "]", names.get(i));
      if (names.indexOf(names.get(i)) < i) {
        throw new InvalidEventException("known[" + i + "]", names.get(i) + " is given twice");
      }
    }
    return names;
  }

  private static List<Double> rising(List<Double> quantiles) {
    List<Double> levels = Check.optionalList("quantiles", quantiles, MOST_QUANTILES);
    double before = 0;
    for (int i = 0; i < levels.size(); i++) {
      double level = levels.get(i);
      if (!(level > before && level < 1)) {
        throw new InvalidEventException(
            "quantiles[" + i + "]", "must lie between " + before + " and 1, is " + level);
      }
      before = level;
    }
    return levels;
  }

  private static List<JobRule> differentlyNamed(List<JobRule> rules) {
    List<JobRule> copy = Check.optionalList("rules", rules, MOST_RULES);
    Set<String> names = new HashSet<>();
    for (int i = 0; i < copy.size(); i++) {
      if (!names.add(copy.get(i).name())) {
        throw new InvalidEventException(
            "rules[" + i + "].name", copy.get(i).name() + " is given twice");
      }
    }
    return copy;
  }

  /** Writing a job once more is another event: its time says so. */
  @Override
  public Envelope envelope() {
    return new Envelope(
        Topics.FORECAST_JOBS,
        name,
        Envelope.identity(name, at),
        "forecast-job",
        Envelope.FORECAST,
        at,
        false);
  }
}
