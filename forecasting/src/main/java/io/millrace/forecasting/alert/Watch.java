package io.millrace.forecasting.alert;

import io.millrace.forecasting.Scored;
import io.millrace.forecasting.Window;
import io.millrace.forecasting.alert.AlertLife.Signal;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The memory of a rule that watches a variate for what is unexpected. A value.
 *
 * @param raised whether the last reading raised
 * @param since readings since the last alert was raised, that one included
 */
public record Watch(Surprise surprise, boolean raised, int since) {

  public static final double USUAL_TAIL = 0.001;
  public static final int USUAL_REFRACTORY = 100;

  private static final byte VERSION = 1;
  private static final int HEADER = 2 + Integer.BYTES;

  /** Of its bytes. */
  public static final int MOST_BYTES = HEADER + Surprise.MOST_BYTES;

  /**
   * @param next memory
   * @param signal clear when the reading is not among the largest deviations of any aspect
   * @param evidence what was seen, by name
   */
  public record Seen(
      Watch next, Signal signal, Judgement judgement, Map<String, Object> evidence) {}

  /** Nothing seen yet. */
  public static Watch begun() {
    return new Watch(Surprise.none(), false, Integer.MAX_VALUE);
  }

  /**
   * One closed step further. A missing reading changes nothing.
   *
   * @param actuals ends with the step
   * @param scored forecasts that met their actuals at it; the first at lead 1 is what was expected
   * @param tail probability under which a reading raises
   * @param refractory readings after one that raised before another raises anew
   * @return empty when the variate is missing at the step
   */
  public Optional<Seen> after(
      Window actuals, List<Scored> scored, String variate, double tail, int refractory) {
    OptionalDouble actual = actuals.actual(variate);
    if (actual.isEmpty()) {
      return Optional.empty();
    }
    double forecast = forecast(scored, variate);
    Surprise.Judged judged =
        surprise.judge(actual.getAsDouble(), forecast, actuals.at(), actuals.grid().step());
    return Optional.of(seen(judged, variate, tail, refractory));
  }

  private static double forecast(List<Scored> scored, String variate) {
    return scored.stream()
        .filter(it -> it.lead() == 1)
        .limit(1)
        .flatMap(it -> it.points().stream())
        .filter(point -> point.variate().equals(variate))
        .mapToDouble(Scored.Point::mean)
        .findFirst()
        .orElse(Double.NaN);
  }

  private Seen seen(Surprise.Judged judged, String variate, double tail, int refractory) {
    Judgement judgement = judged.judgement();
    double probability = judgement.tailProbability();
    boolean raises = probability < tail && (raised || since >= refractory);
    int next = raises && !raised ? 1 : since + (since < Integer.MAX_VALUE ? 1 : 0);
    Signal calm = probability < 1 ? Signal.HOLD : Signal.CLEAR;
    return new Seen(
        new Watch(judged.next(), raises, next),
        raises ? Signal.RAISE : calm,
        judgement,
        evidence(judgement, variate, tail));
  }

  private static Map<String, Object> evidence(Judgement judgement, String variate, double tail) {
    Map<String, Object> seen = new LinkedHashMap<>();
    seen.put("variate", variate);
    seen.put("value", judgement.value());
    seen.put("aspect", judgement.aspect().toString());
    seen.put("readings", judgement.aspect().isMean() ? Surprise.MEMORY : 1);
    seen.put("expected", judgement.expected());
    seen.put("deviation", judgement.deviation());
    seen.put("deviationLow", judgement.lowest(tail));
    seen.put("deviationHigh", judgement.highest(tail));
    seen.put("tailProbability", judgement.tailProbability());
    return seen;
  }

  /** With a version byte, at most {@link #MOST_BYTES}. */
  public byte[] toBytes() {
    byte[] state = surprise.toBytes();
    ByteBuffer out = ByteBuffer.allocate(HEADER + state.length).put(VERSION);
    return out.put((byte) (raised ? 1 : 0)).putInt(since).put(state).array();
  }

  /**
   * @throws IllegalArgumentException if the version is not known
   */
  public static Watch fromBytes(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    byte version = in.get();
    if (version != VERSION) {
      throw new IllegalArgumentException(
          "watch: state version " + version + " is not known, expected " + VERSION);
    }
    boolean raised = in.get() == 1;
    int since = in.getInt();
    byte[] state = new byte[in.remaining()];
    in.get(state);
    return new Watch(Surprise.fromBytes(state), raised, since);
  }
}
