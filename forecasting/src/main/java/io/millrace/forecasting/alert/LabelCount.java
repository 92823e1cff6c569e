package io.millrace.forecasting.alert;

import io.millrace.forecasting.alert.AlertLife.Signal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * At least {@code points} of the last {@code of} events of a source have a label. It is clear when
 * fewer than half as many have.
 *
 * @param score probability from which the label counts
 * @param of events looked at, at most 64
 */
public record LabelCount(AlertTerms terms, String label, double score, int points, int of)
    implements AlertRule {

  public LabelCount {
    if (points < 1 || points > of || of > Long.SIZE) {
      throw new IllegalArgumentException(
          "%s: needs 1 <= points <= of <= 64, has %d of %d".formatted(terms.name(), points, of));
    }
  }

  @Override
  public String kind() {
    return "label-count";
  }

  @Override
  public String watched() {
    return label;
  }

  @Override
  public String claim() {
    return "was found in %d of %d events".formatted(points, of);
  }

  /** What this rule makes of an event; events of a source are taken in the order of their topic. */
  public Finding find(RuleMemory memory, Labelled event) {
    boolean counts =
        event.labels().contains(label) && event.scores().getOrDefault(label, 1.0) >= score;
    LabelMemory next = LabelMemory.of(memory).with(event, counts, label);
    int count = Long.bitCount(next.recent() & (of == Long.SIZE ? -1L : (1L << of) - 1));
    return new Finding(signal(count), next.toMemory(), seen(count, next));
  }

  private Signal signal(int count) {
    if (count >= points) {
      return Signal.RAISE;
    }
    return 2 * count < points ? Signal.CLEAR : Signal.HOLD;
  }

  private Map<String, Object> seen(int count, LabelMemory memory) {
    Map<String, Object> seen = new LinkedHashMap<>();
    seen.put("label", label);
    seen.put("count", count);
    seen.put("of", of);
    List<Object> events = new ArrayList<>();
    memory.events().forEach(event -> events.add(event.told()));
    seen.put("events", events);
    return seen;
  }
}
