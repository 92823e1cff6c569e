package io.millrace.transformers.text;

import java.util.Map;

/**
 * An encoder that knows a language already, and what is needed to use it.
 *
 * @param weights row-major, by path under the encoder's scope
 * @param tokenizer bytes of its {@code tokenizer.json}
 * @param maximumTokens of a text, special tokens included
 * @param provenance where it comes from, for a manifest
 */
@SuppressWarnings("ArrayRecordComponent") // read from a file, never compared
public record PretrainedEncoder(
    TextEncoder encoder,
    Map<String, float[]> weights,
    byte[] tokenizer,
    int maximumTokens,
    Map<String, Object> provenance) {

  public PretrainedEncoder {
    weights = Map.copyOf(weights);
    provenance = Map.copyOf(provenance);
  }

  /** Its tokenizer, ready to be used. */
  public TextPieces pieces() {
    return new TextPieces(tokenizer, maximumTokens);
  }
}
