package io.millrace.forecasting.alert;

/**
 * Readings lie where hardly any did before: as a deviation from the forecast of the step before, or
 * in one of the other aspects that {@link Watch} looks at. The first row of a firing is the
 * detection.
 *
 * @param tail probability of so large a deviation under which a reading raises
 * @param refractory readings after one that raised before another raises anew
 */
public record Unexpected(AlertTerms terms, String variate, double tail, int refractory)
    implements StepRule {

  public Unexpected {
    if (!(tail > 0 && tail < 1)) {
      throw new IllegalArgumentException(
          terms.name() + ": tail must lie between 0 and 1, is " + tail);
    }
    if (refractory < 0) {
      throw new IllegalArgumentException(
          terms.name() + ": refractory must not be negative, is " + refractory);
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
    return "deviates as it hardly ever did";
  }

  @Override
  public Finding find(RuleMemory memory, AlertEvidence evidence) {
    Watch before = memory.isEmpty() ? Watch.begun() : Watch.fromBytes(memory.bytes());
    return before
        .after(evidence.actuals(), evidence.scored(), variate, tail, refractory)
        .map(
            seen ->
                new Finding(seen.signal(), RuleMemory.of(seen.next().toBytes()), seen.evidence()))
        .orElseGet(() -> Finding.nothing(memory));
  }
}
