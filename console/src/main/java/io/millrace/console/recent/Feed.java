package io.millrace.console.recent;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The last of something, each with a number that rises by one. */
public final class Feed<T> {

  private final int kept;
  private final Deque<Entry<T>> entries = new ArrayDeque<>(); // guarded by this, as the next
  private long next = 1;

  Feed(int kept) {
    this.kept = kept;
  }

  /**
   * @param number from 1, in the order in which they came
   */
  public record Entry<T>(long number, T item) {}

  synchronized void add(T item) {
    entries.addLast(new Entry<>(next++, item));
    if (entries.size() > kept) {
      entries.removeFirst();
    }
  }

  /**
   * What came after a number, the oldest first, as far as it is kept. A number that was never given
   * is of a console that ran before: then all that is kept.
   */
  public synchronized List<Entry<T>> after(long number) {
    List<Entry<T>> later = new ArrayList<>();
    for (Entry<T> entry : entries) {
      if (entry.number() > number || number >= next) {
        later.add(entry);
      }
    }
    return later;
  }
}
