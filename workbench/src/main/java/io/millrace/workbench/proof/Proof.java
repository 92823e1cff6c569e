package io.millrace.workbench.proof;

import java.util.List;

/** Something that Millrace claims, and the rows of measurements that show it. */
public interface Proof {

  /** Lower-case words joined by dashes. */
  String name();

  /** One sentence. */
  String claim();

  /** In the order in which they are measured and shown. */
  List<ProofRow> rows();
}
