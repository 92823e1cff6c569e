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
    return "Text classifiers are trained here from a pretrained encoder, on a laptop, to what such"
        + " encoders reach.";
  }

  @Override
  public List<ProofRow> rows() {
    return List.of(
        new FineTunedRow("sst2", BenchmarkTexts.SST2, Recipes::sst2, 0.88),
        new FineTunedRow("trec", BenchmarkTexts.TREC, Recipes::trec, 0.955),
        FewShotRow.trec(),
        new PlantedPhrasesRow(Phrase.COMPLAINTS, 3_000, 1_000, 8),
        new UnpaddedRow(),
        new CompressedRow(List.of("bfloat16", "int8", "layers:5+int8")));
  }
}
