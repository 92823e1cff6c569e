package io.millrace.ingest.stream;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where the sessions of the last devices stand. It is a help only, and lost with the process: a
 * device that begins earlier than it needed to sends what is not published twice.
 *
 * <p>Thread-safe.
 */
final class Sessions {

  private final int most;
  private final Map<String, Long> acknowledged =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
          return size() > most;
        }
      };

  Sessions(int most) {
    this.most = most;
  }

  synchronized long of(String session) {
    return acknowledged.getOrDefault(session, 0L);
  }

  synchronized void reached(String session, long number) {
    acknowledged.put(session, number);
  }
}
