package io.millrace.inference.releases;

/** Hears what a shadow said beside what the serving version said. */
public interface AgreementListener {

  void compared(String model, String serving, String shadow);
}
