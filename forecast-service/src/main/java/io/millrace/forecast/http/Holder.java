package io.millrace.forecast.http;

import java.util.Set;
import org.apache.kafka.streams.state.HostInfo;

/** Who can answer for a series. */
sealed interface Holder {

  /**
   * This instance reads its partition.
   *
   * @param restored false while it still takes up what was written before: it may be behind
   */
  record Here(boolean restored) implements Holder {}

  /**
   * Another one does.
   *
   * @param standby whether this instance keeps a copy
   * @param standbys other instances that keep one
   */
  record Elsewhere(int partition, HostInfo active, boolean standby, Set<HostInfo> standbys)
      implements Holder {

    public Elsewhere {
      standbys = Set.copyOf(standbys);
    }

    boolean isAdvertised() {
      return !active.equals(HostInfo.unavailable())
          && !active.host().equals(Placement.UNADVERTISED);
    }
  }
}
