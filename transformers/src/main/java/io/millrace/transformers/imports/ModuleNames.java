package io.millrace.transformers.imports;

/**
 * What a family calls the parts of a block.
 *
 * @param block what each name begins with, a {@code %d} in it for the block's number
 * @param mixerNorm the norm after attention
 * @param inner the first map of the feed-forward
 * @param norm the norm after the feed-forward
 */
record ModuleNames(
    String block,
    String query,
    String key,
    String value,
    String output,
    String mixerNorm,
    String inner,
    String outer,
    String norm) {

  static final ModuleNames BERT =
      new ModuleNames(
          "encoder.layer.%d.",
          "attention.self.query",
          "attention.self.key",
          "attention.self.value",
          "attention.output.dense",
          "attention.output.LayerNorm",
          "intermediate.dense",
          "output.dense",
          "output.LayerNorm");

  static final ModuleNames DISTILBERT =
      new ModuleNames(
          "transformer.layer.%d.",
          "attention.q_lin",
          "attention.k_lin",
          "attention.v_lin",
          "attention.out_lin",
          "sa_layer_norm",
          "ffn.lin1",
          "ffn.lin2",
          "output_layer_norm");

  String of(int number) {
    return block.formatted(number);
  }
}
