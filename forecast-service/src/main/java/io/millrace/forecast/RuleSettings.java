package io.millrace.forecast;

import io.millrace.events.JobRule;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** One alert rule of a job; what is not given is as usual for its kind. */
public interface RuleSettings {
  /** Unique in its job. */
  String name();

  /** What it watches for. */
  JobRule.Kind kind();

  /** Which it watches; where the kind allows, all by default. */
  Optional<String> variate();

  /** Of its alerts. */
  Optional<String> severity();

  /** breach-ahead: probability from which a severity holds, by severity. */
  Map<String, Double> severityAt();

  /** More labels of its alerts. */
  Map<String, String> labels();

  /** More annotations of its alerts. */
  Map<String, String> annotations();

  /** How long it is raised before it fires. */
  Optional<Duration> minimum();

  /** How long it is clear before it resolves; as the minimum if not given. */
  Optional<Duration> keepFiringFor();

  /** How often a firing alert is told again at most. */
  Optional<Duration> updateEvery();

  /** For so long after it resolved it does not fire. */
  Optional<Duration> notAgainFor();

  /** One that fires again so soon flaps. */
  Optional<Duration> flapWithin();

  /** breach-ahead: the limit; give one of the two. */
  Optional<Double> above();

  /** breach-ahead: the limit, from the other side. */
  Optional<Double> below();

  /** breach-ahead: how far ahead. */
  Optional<Duration> within();

  /** breach-ahead, model-degraded, coverage-off: from which it is raised. */
  Optional<Double> fireAt();

  /** The same: under which it is clear. */
  Optional<Double> resolveBelow();

  /** unexpected: probability of a deviation under which a reading is one. */
  Optional<Double> tail();

  /** unexpected: readings after one before another counts. */
  Optional<Integer> refractory();

  /** label-count: so many events; model-degraded, coverage-off: points that are scored. */
  Optional<Integer> points();

  /** label-count: of the last so many events. */
  Optional<Integer> of();

  /** label-count: the label. */
  Optional<String> label();

  /** label-count: probability from which it counts. */
  Optional<Double> score();

  /** silence: how long. */
  Optional<Duration> after();
}
