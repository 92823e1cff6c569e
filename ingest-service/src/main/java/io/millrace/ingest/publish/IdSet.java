package io.millrace.ingest.publish;

import java.util.Arrays;

/**
 * A set of fingerprints: a hash table with linear probing, filled to one half at most, that holds
 * them themselves, so that a look costs one access to memory.
 *
 * <p>Not thread-safe.
 */
final class IdSet {

  private static final int FIRST_CAPACITY = 1_024;
  private static final long EMPTY = 0; // the low half of no fingerprint that is in it

  private final int most;
  private long[] table; // high and low of each, at twice its slot
  private int size;

  /**
   * @param most that it will hold
   */
  IdSet(int most) {
    this.most = most;
    this.table = new long[4 * powerOfTwo(Math.min(most, FIRST_CAPACITY))];
  }

  private static int powerOfTwo(int least) {
    return Integer.highestOneBit(Math.max(1, least - 1)) << 1;
  }

  int size() {
    return size;
  }

  boolean contains(Fingerprint print) {
    return size > 0 && table[slotOf(print.high(), low(print)) + 1] != EMPTY;
  }

  /**
   * @return false if it was there
   * @throws IllegalStateException if it holds all that it will
   */
  boolean add(Fingerprint print) {
    int slot = slotOf(print.high(), low(print));
    if (table[slot + 1] != EMPTY) {
      return false;
    }
    if (size == most) {
      throw new IllegalStateException("the set holds " + most + " fingerprints already");
    }
    put(slot, print.high(), low(print));
    if (++size * 4 > table.length && size < most) {
      grow();
    }
    return true;
  }

  private static long low(Fingerprint print) {
    return print.low() == EMPTY ? 1 : print.low();
  }

  private void put(int slot, long high, long low) {
    table[slot] = high;
    table[slot + 1] = low;
  }

  /** Where it is, or where it would be. */
  private int slotOf(long high, long low) {
    int mask = table.length - 1;
    int slot = (int) (high << 1) & mask;
    while (table[slot + 1] != EMPTY && (table[slot] != high || table[slot + 1] != low)) {
      slot = (slot + 2) & mask;
    }
    return slot;
  }

  private void grow() {
    long[] before = table;
    table = new long[2 * before.length];
    for (int slot = 0; slot < before.length; slot += 2) {
      if (before[slot + 1] != EMPTY) {
        put(slotOf(before[slot], before[slot + 1]), before[slot], before[slot + 1]);
      }
    }
  }

  void clear() {
    Arrays.fill(table, EMPTY);
    size = 0;
  }
}
