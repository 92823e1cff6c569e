package io.millrace.workbench.proof;

/** One bound, and the measurement that keeps or breaks it. */
public interface ProofRow {

  /** Lower-case words joined by dashes, unique in the proof. */
  String name();

  /** What must be reached, in words. */
  String requirement();

  /** What others reached, with its source; empty if nobody published it. */
  String published();

  /**
   * @throws MissingDataException if data that it needs is not there
   */
  Measurement measure(Bench bench);
}
