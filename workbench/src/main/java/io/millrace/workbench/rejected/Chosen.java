package io.millrace.workbench.rejected;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The rejections that are to be replayed. A record that was replayed before and refused again is
 * there twice; its last rejection stands for it.
 */
final class Chosen {

  private final Set<Place> places = new TreeSet<>();
  private final Map<Place, Place> replayedAs = new TreeMap<>();

  void add(Rejected rejected) {
    places.add(rejected.place());
    Originals.replayed(rejected.rejection())
        .ifPresent(earlier -> replayedAs.put(earlier, rejected.place()));
  }

  Set<Place> places() {
    Set<Place> last = new TreeSet<>(places);
    last.removeAll(replayedAs.keySet());
    return last;
  }

  /** Those that were left out for a later one of the same record, with that one. */
  Map<Place, Place> superseded() {
    Map<Place, Place> left = new TreeMap<>(replayedAs);
    left.keySet().retainAll(places);
    return left;
  }
}
