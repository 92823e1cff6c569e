package io.millrace.forecasting;

import java.util.ArrayList;
import java.util.List;

/**
 * Readings that share a step with an earlier one, by rising event time. Their values are not the
 * step's; should the series turn out to have another step by now, its history begins with them.
 */
record Crowded(List<Observation> readings) {

  static final Crowded NONE = new Crowded(List.of());

  /** However long the tolerance. */
  private static final int MOST = 512;

  Crowded {
    readings = List.copyOf(readings);
  }

  boolean isEmpty() {
    return readings.isEmpty();
  }

  int size() {
    return readings.size();
  }

  long time(int index) {
    return readings.get(index).at().toEpochMilli();
  }

  /** Of the reading at exactly this time; -1 if there is none. */
  int revision(long at) {
    int index = firstFrom(at);
    return index < size() && time(index) == at ? readings.get(index).revision() : -1;
  }

  /** In the place of one at the same time, if there is one. */
  Crowded with(Observation reading) {
    List<Observation> more = new ArrayList<>(readings);
    long at = reading.at().toEpochMilli();
    int index = firstFrom(at);
    if (index < size() && time(index) == at) {
      more.set(index, reading);
    } else {
      more.add(index, reading);
    }
    return new Crowded(more.subList(0, Math.min(more.size(), MOST)));
  }

  /** Those from a time on. */
  Crowded from(long at) {
    return new Crowded(readings.subList(firstFrom(at), size()));
  }

  /** Index of the first one from a time on; the size if there is none. */
  int firstFrom(long at) {
    int index = 0;
    while (index < size() && time(index) < at) {
      index++;
    }
    return index;
  }
}
