package io.millrace.workbench.report;

/** What a row of the held-out table is there for. */
public enum Role {
  /** What was trained, and is judged. */
  MODEL(""),
  /** The same network read another way, such as its median. */
  VARIANT("same network"),
  /** What it has to beat. */
  CONTROL("control");

  private final String label;

  Role(String label) {
    this.label = label;
  }

  String label() {
    return label;
  }
}
