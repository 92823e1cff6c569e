package io.millrace.workbench.up;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/** How many records of each flow, live and recorded apart. Immutable. */
record Counts(Map<Flow, Long> live, Map<Flow, Long> recorded) {

  static final Counts NONE = new Counts(Map.of(), Map.of());

  Counts {
    live = Map.copyOf(live);
    recorded = Map.copyOf(recorded);
  }

  long live(Flow flow) {
    return live.getOrDefault(flow, 0L);
  }

  long recorded(Flow flow) {
    return recorded.getOrDefault(flow, 0L);
  }

  long total(Flow flow) {
    return live(flow) + recorded(flow);
  }

  /** The flows that should have carried something and did not. */
  Set<Flow> silent(Set<Source> sources) {
    Map<Flow, Boolean> silent = new EnumMap<>(Flow.class);
    for (Flow flow : Flow.values()) {
      if (flow.expected(sources) && total(flow) == 0) {
        silent.put(flow, true);
      }
    }
    return silent.keySet();
  }
}
