package io.millrace.console.recent;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The last of something, each with a number that rises by one. A console that runs later begins
 * with higher ones, so that a page notices.
 */
public final class Feed<T> {

  private final int kept;
  private final Deque<Entry<T>> entries = new ArrayDeque<>(); // guarded by this, as the next
  private long next;

  /**
   * @param first number
   */
  Feed(int kept, long first) {
    this.kept = kept;
    this.next = first;
  }

  /**
   * @param number in the order in which they came
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
   * is of another console: then all that is kept.
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
