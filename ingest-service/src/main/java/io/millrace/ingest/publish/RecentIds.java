package io.millrace.ingest.publish;

import java.time.Duration;

/**
 * The fingerprints of what was published last to one partition, in a ring beside a hash table with
 * linear probing: about 32 bytes each. One is forgotten once the newest is younger by more than the
 * window, or when there is no room for the next.
 *
 * <p>Not thread-safe.
 */
final class RecentIds {

  private static final int STRIDE = 3; // high, low, time
  private static final int FIRST_CAPACITY = 1_024;
  private static final int EMPTY = 0; // slots hold 1 + the place in the ring

  private final long window; // milliseconds
  private final int most;
  private long[] ring;
  private int[] slots; // twice as many as places in the ring
  private int oldest; // its place
  private int size;
  private long newest = Long.MIN_VALUE; // milliseconds
  private long crowdedOut;

  /**
   * @param window of event publication, by the record's own time
   * @param most that are remembered, whatever the window says
   */
  RecentIds(Duration window, int most) {
    this.window = window.toMillis();
    this.most = most;
    int capacity = Math.min(FIRST_CAPACITY, Integer.highestOneBit(most));
    this.ring = new long[capacity * STRIDE];
    this.slots = new int[capacity * 2];
  }

  int size() {
    return size;
  }

  /** How many were forgotten within the window, for want of room. */
  long crowdedOut() {
    return crowdedOut;
  }

  /**
   * Remembers a fingerprint.
   *
   * @param at when it was published, in milliseconds
   * @return false if it is remembered already; its time then stays what it was
   */
  boolean add(Fingerprint print, long at) {
    newest = Math.max(newest, at);
    while (size > 0 && ring[oldest * STRIDE + 2] < newest - window) {
      forgetOldest();
    }
    if (slots[slotOf(print.high(), print.low())] != EMPTY) {
      return false;
    }
    makeRoom();
    int place = place(size);
    ring[place * STRIDE] = print.high();
    ring[place * STRIDE + 1] = print.low();
    ring[place * STRIDE + 2] = at;
    slots[slotOf(print.high(), print.low())] = place + 1;
    size++;
    return true;
  }

  private void makeRoom() {
    if (size == most) {
      forgetOldest();
      crowdedOut++;
    } else if (size == capacity()) {
      grow();
    }
  }

  private int capacity() {
    return ring.length / STRIDE;
  }

  /** The place of the n-th oldest. */
  private int place(int n) {
    int place = oldest + n;
    return place < capacity() ? place : place - capacity();
  }

  private void grow() {
    int capacity = capacity();
    long[] larger = new long[Math.min(capacity * 2, most) * STRIDE];
    int first = (capacity - oldest) * STRIDE; // longs from the oldest to the end of the ring
    System.arraycopy(ring, oldest * STRIDE, larger, 0, first);
    System.arraycopy(ring, 0, larger, first, oldest * STRIDE);
    ring = larger;
    oldest = 0;
    slots = new int[Integer.highestOneBit(capacity()) * 4]; // a power of two
    for (int place = 0; place < size; place++) {
      slots[slotOf(ring[place * STRIDE], ring[place * STRIDE + 1])] = place + 1;
    }
  }

  /** Where it is, or the empty slot where it would be. */
  private int slotOf(long high, long low) {
    int mask = slots.length - 1;
    int slot = (int) low & mask;
    while (slots[slot] != EMPTY) {
      int at = (slots[slot] - 1) * STRIDE;
      if (ring[at] == high && ring[at + 1] == low) {
        return slot;
      }
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void forgetOldest() {
    int at = oldest * STRIDE;
    empty(slotOf(ring[at], ring[at + 1]));
    oldest = place(1);
    size--;
  }

  /** Moves back what had to evade the slot's content, so that every probe still finds its own. */
  private void empty(int slot) {
    int mask = slots.length - 1;
    int hole = slot;
    for (int next = (hole + 1) & mask; slots[next] != EMPTY; next = (next + 1) & mask) {
      int home = (int) ring[(slots[next] - 1) * STRIDE + 1] & mask;
      if (((next - home) & mask) >= ((next - hole) & mask)) {
        slots[hole] = slots[next];
        hole = next;
      }
    }
    slots[hole] = EMPTY;
  }
}
