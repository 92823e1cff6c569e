package io.millrace.inference.releases;

/** Hears what a shadow said beside what the serving version said. */
public interface AgreementListener {

  /** The labels of both. */
  void compared(String model, String serving, String shadow);

  /**
   * The vectors of both, of a model without labels.
   *
   * @param cosine of the angle between them
   */
  void compared(String model, double cosine);
}
