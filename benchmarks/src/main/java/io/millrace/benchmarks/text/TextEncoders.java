package io.millrace.benchmarks.text;

import io.millrace.workbench.proof.Proof;
import io.millrace.workbench.proof.ProofRow;
import java.util.List;

/** What text encoders promise. */
public final class TextEncoders implements Proof {

  @Override
  public String name() {
    return "text-encoders";
  }

  @Override
  public String claim() {
    return "Text encoders are imported, trained and explained in Java, and are right.";
  }

  @Override
  public List<ProofRow> rows() {
    return List.of(new PlantedPhrasesRow(Phrase.COMPLAINTS, 3_000, 1_000, 8));
  }
}
