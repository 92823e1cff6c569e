package io.millrace.serving;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Items with repeats taken out.
 *
 * @param items the different items, in the order they first came
 * @param places for each original item, where it is in {@code items}
 */
record Distinct<E>(List<E> items, List<Integer> places) {

  static <E> Distinct<E> of(List<E> all) {
    Map<E, Integer> seen = new LinkedHashMap<>();
    List<Integer> places = new ArrayList<>(all.size());
    for (E each : all) {
      Integer place = seen.putIfAbsent(each, seen.size());
      places.add(place == null ? seen.size() - 1 : place);
    }
    return new Distinct<>(List.copyOf(seen.keySet()), places);
  }

  /** One result for each different item becomes one for each original item. */
  <R> List<R> spread(List<R> results) {
    return places.stream().map(results::get).toList();
  }
}
