package io.millrace.forecasting.alert;

import io.millrace.forecasting.Limit;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What a rule that looks ahead for a limit remembers of one series: the probabilities that it
 * stated, until the steps they were of have passed, and what such probabilities have proved worth.
 * A value; at each closed step first {@link #met}, then, if there is a forecast, {@link
 * #calibrated} and {@link #issued}.
 *
 * <p>The event is a reading beyond the limit within the lead time. Only what was stated on the
 * right side of the limit is learned from: from beyond it the event is a foregone thing. Each
 * statement is learned from when all of its steps have passed, also one that came true early, since
 * otherwise breaches would be known before the rest.
 *
 * <p>Bounded: at most {@value #MOST_OPEN} statements wait; of a longer lead time only every so many
 * steps one.
 */
public final class BreachMemory {

  static final int MOST_OPEN = 32;
  static final int MOST_LEADS = Short.MAX_VALUE;

  private final Limit limit;
  private final int leads;
  private final long last;
  private final boolean inside;
  private final EventCalibration calibration;
  private final List<Statement> open;

  /**
   * A stated probability whose steps have not all passed.
   *
   * @param slot at which it was stated
   * @param breached whether it has come true
   */
  record Statement(long slot, float stated, boolean breached) {

    Statement after(boolean breach) {
      return breach ? new Statement(slot, stated, true) : this;
    }
  }

  /**
   * @param last slot of the last step met
   * @param inside whether that step had a reading on the right side of the limit
   * @param open the oldest first
   */
  BreachMemory(
      Limit limit,
      int leads,
      long last,
      boolean inside,
      EventCalibration calibration,
      List<Statement> open) {
    if (leads < 1 || leads > MOST_LEADS) {
      throw new IllegalArgumentException(
          "leads: must be between 1 and " + MOST_LEADS + ", is " + leads);
    }
    this.limit = limit;
    this.leads = leads;
    this.last = last;
    this.inside = inside;
    this.calibration = calibration;
    this.open = List.copyOf(open);
  }

  /**
   * Nothing seen yet: what is stated is believed.
   *
   * @param leads steps looked ahead
   */
  public static BreachMemory of(Limit limit, int leads) {
    return new BreachMemory(limit, leads, -1, false, EventCalibration.INITIAL, List.of());
  }

  public static BreachMemory fromBytes(byte[] bytes) {
    return BreachMemoryCodec.read(bytes);
  }

  /** Compact, with a version byte; at most 266 bytes. */
  public byte[] toBytes() {
    return BreachMemoryCodec.write(this);
  }

  /** This memory if it is of that event; of another limit or lead time nothing is known. */
  BreachMemory about(Limit other, int otherLeads) {
    return limit.equals(other) && leads == otherLeads
        ? this
        : new BreachMemory(other, otherLeads, last, inside, EventCalibration.INITIAL, List.of());
  }

  /**
   * Takes in a closed step; every one, whether or not a forecast was made at it. What waits for
   * steps that were left out, or are numbered anew, is dropped.
   *
   * @param actual empty = missing, which is no breach
   */
  public BreachMemory met(long slot, OptionalDouble actual) {
    boolean breach = actual.isPresent() && limit.breachedBy(actual.getAsDouble());
    EventCalibration learned = calibration;
    List<Statement> waiting = new ArrayList<>();
    for (Statement statement : slot == last + 1 ? open : List.<Statement>of()) {
      Statement seen = statement.after(breach);
      if (slot - seen.slot() < leads) {
        waiting.add(seen);
      } else {
        learned = learned.with(seen.stated(), seen.breached(), leads, stride());
      }
    }
    boolean onRightSide = actual.isPresent() && !breach;
    return new BreachMemory(limit, leads, slot, onRightSide, learned, waiting);
  }

  /** Steps from one statement that is remembered to the next. */
  private int stride() {
    return (leads + MOST_OPEN - 1) / MOST_OPEN;
  }

  /** What a probability stated at the last step met is worth. Beyond the limit it stands. */
  public double calibrated(double stated) {
    return inside ? calibration.of(stated) : stated;
  }

  /**
   * Remembers what was stated at the last step met.
   *
   * @param stated before calibration
   */
  public BreachMemory issued(double stated) {
    boolean soon = !open.isEmpty() && last - open.get(open.size() - 1).slot() < stride();
    if (!inside || soon) {
      return this;
    }
    List<Statement> more = new ArrayList<>(open);
    more.add(new Statement(last, (float) stated, false));
    return new BreachMemory(limit, leads, last, true, calibration, more);
  }

  Limit limit() {
    return limit;
  }

  /** Steps looked ahead. */
  public int leads() {
    return leads;
  }

  long last() {
    return last;
  }

  /** Whether the last step had a reading on the right side of the limit. */
  public boolean inside() {
    return inside;
  }

  EventCalibration calibration() {
    return calibration;
  }

  List<Statement> open() {
    return open;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof BreachMemory memory
        && limit.equals(memory.limit)
        && leads == memory.leads
        && last == memory.last
        && inside == memory.inside
        && calibration.equals(memory.calibration)
        && open.equals(memory.open);
  }

  @Override
  public int hashCode() {
    return limit.hashCode() * 31 + calibration.hashCode();
  }
}
