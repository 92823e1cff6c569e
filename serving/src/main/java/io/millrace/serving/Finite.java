package io.millrace.serving;

/** Looks for numbers that are none, fast where there are none: every input and output is read. */
final class Finite {

  private static final int NONE = -1;

  private Finite() {}

  /** Its index, or -1. */
  static int firstThatIsNot(float[] values) {
    float zero = 0;
    for (float each : values) {
      zero += each * 0; // 0, but NaN for an infinity or a NaN
    }
    return zero == 0 ? NONE : search(values);
  }

  private static int search(float[] values) {
    int at = 0;
    while (Float.isFinite(values[at])) {
      at++;
    }
    return at;
  }
}
