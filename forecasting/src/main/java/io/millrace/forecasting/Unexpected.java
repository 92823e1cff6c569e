package io.millrace.forecasting;

import io.millrace.forecasting.AlertLife.Signal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Observations fall outside what the step before expected: at least {@code points} of the last
 * {@code of} lie in the tails of their lead-1 forecast. It is clear when none of them does.
 *
 * @param tail two-sided tail probability under which a point is outside
 * @param of steps looked at, at most 64
 */
public record Unexpected(AlertTerms terms, String variate, double tail, int points, int of)
    implements StepRule {

  public Unexpected {
    if (!(tail > 0 && tail < 1)) {
      throw new IllegalArgumentException(
          terms.name() + ": tail must lie between 0 and 1, is " + tail);
    }
    if (points < 1 || points > of || of > Long.SIZE) {
      throw new IllegalArgumentException(
          "%s: needs 1 <= points <= of <= 64, has %d of %d".formatted(terms.name(), points, of));
    }
  }

  @Override
  public String kind() {
    return "unexpected";
  }

  @Override
  public String watched() {
    return variate;
  }

  @Override
  public String claim() {
    return "lay outside what was expected in %d of %d steps".formatted(points, of);
  }

  @Override
  public Finding find(RuleMemory memory, AlertEvidence evidence) {
    OptionalDouble actual = evidence.actuals().actual(variate);
    if (actual.isEmpty()) {
      return Finding.nothing(memory);
    }
    return evidence.scored().stream()
        .filter(scored -> scored.lead() == 1)
        .findFirst()
        .flatMap(scored -> scored.expected(variate))
        .map(expected -> find(memory, expected, actual.getAsDouble()))
        .orElseGet(() -> Finding.nothing(memory));
  }

  private Finding find(RuleMemory memory, QuantileFunction expected, double actual) {
    double probability = expected.tailProbability(actual);
    long window = of == Long.SIZE ? -1L : (1L << of) - 1;
    long next = (Bits.of(memory) << 1 | (probability < tail ? 1 : 0)) & window;
    int outside = Long.bitCount(next);
    Map<String, Object> seen = new LinkedHashMap<>();
    seen.put("variate", variate);
    seen.put("value", actual);
    seen.put("expectedLow", expected.value(tail / 2));
    seen.put("expectedHigh", expected.value(1 - tail / 2));
    seen.put("tailProbability", probability);
    seen.put("outside", outside);
    seen.put("of", of);
    return new Finding(signal(outside), Bits.memory(next), seen);
  }

  private Signal signal(int outside) {
    if (outside >= points) {
      return Signal.RAISE;
    }
    return outside == 0 ? Signal.CLEAR : Signal.HOLD;
  }
}
