package io.millrace.forecast.delivery;

import java.util.List;

/** A request that is to be sent. Each is itself only: two of the same changes are not equal. */
final class Shipment {

  private final List<Change> changes;
  private final Post post;

  /**
   * @param changes that arrive with it; none if it tells again what is known
   */
  Shipment(List<Change> changes, Post post) {
    this.changes = List.copyOf(changes);
    this.post = post;
  }

  List<Change> changes() {
    return changes;
  }

  Post post() {
    return post;
  }

  boolean isRepeat() {
    return changes.isEmpty();
  }
}
