package io.millrace.transformers.imports;

import java.util.List;
import java.util.Map;

/**
 * A checkpoint, read whole.
 *
 * @param weights row-major, by the paths of our networks; kernels are [in, out]
 * @param tokenizer the bytes of {@code tokenizer.json}
 * @param maximumTokens of a text, special ones included
 * @param ignored tensors of the files that are of no use here, by name
 * @param sha256 of each file that was read, by its name
 */
@SuppressWarnings("ArrayRecordComponent") // megabytes: shared, not copied
public record ForeignModel(
    EncoderShape encoder,
    ForeignHead head,
    Map<String, float[]> weights,
    byte[] tokenizer,
    int maximumTokens,
    List<String> ignored,
    Map<String, String> sha256) {

  public ForeignModel {
    weights = Map.copyOf(weights);
    ignored = List.copyOf(ignored);
  }

  /** How many numbers the weights are. */
  public long parameters() {
    return weights.values().stream().mapToLong(values -> values.length).sum();
  }
}
