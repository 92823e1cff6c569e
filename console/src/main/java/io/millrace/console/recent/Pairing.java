package io.millrace.console.recent;

import io.millrace.events.Inference;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Brings inferences together with their events, which are on another topic and may be read later.
 * An inference waits a moment for its event, then goes without.
 */
final class Pairing<E> {

  private final int kept;
  private final long patience; // ms
  private final Consumer<Scored<E>> out;
  private final Map<String, E> events = new LinkedHashMap<>();
  private final Map<String, List<Inference>> waiting = new LinkedHashMap<>();
  private final Map<String, Long> since = new LinkedHashMap<>(); // ms, of those that wait

  /**
   * @param kept events that are remembered for their inferences
   * @param patience milliseconds
   */
  Pairing(int kept, long patience, Consumer<Scored<E>> out) {
    this.kept = kept;
    this.patience = patience;
    this.out = out;
  }

  void event(String id, E event) {
    events.put(id, event);
    forgetFirst();
    List<Inference> here = waiting.remove(id);
    since.remove(id);
    if (here != null) {
      here.forEach(inference -> out.accept(new Scored<>(inference, event)));
    }
  }

  private void forgetFirst() {
    if (events.size() > kept) {
      Iterator<String> first = events.keySet().iterator();
      first.next();
      first.remove();
    }
  }

  /**
   * @param now milliseconds
   */
  void inference(Inference inference, long now) {
    @Nullable E event = events.get(inference.event());
    if (event != null) {
      out.accept(new Scored<>(inference, event));
      return;
    }
    waiting.computeIfAbsent(inference.event(), id -> new ArrayList<>()).add(inference);
    since.putIfAbsent(inference.event(), now);
  }

  /** Those that have waited long enough go without. */
  void pass(long now) {
    Iterator<Map.Entry<String, Long>> eldest = since.entrySet().iterator();
    while (eldest.hasNext()) {
      Map.Entry<String, Long> each = eldest.next();
      if (now - each.getValue() < patience) {
        return;
      }
      eldest.remove();
      List<Inference> alone = waiting.remove(each.getKey());
      if (alone != null) {
        alone.forEach(inference -> out.accept(new Scored<>(inference, null)));
      }
    }
  }
}
