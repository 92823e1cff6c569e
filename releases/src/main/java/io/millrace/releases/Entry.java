package io.millrace.releases;

/**
 * How a version comes into its slot.
 *
 * @param raced whether it must keep the pace of what serves
 * @param beforeSwap called once it is loaded and tried, while the version before it is still there
 */
public record Entry(boolean raced, Runnable beforeSwap) {

  /** As a new version does. */
  public static Entry asNew() {
    return new Entry(true, () -> {});
  }

  /** As one does that was in service before, or that is to be returned to: without a race. */
  public static Entry asBefore() {
    return new Entry(false, () -> {});
  }

  public Entry after(Runnable step) {
    return new Entry(raced, step);
  }
}
