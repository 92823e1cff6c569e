package io.millrace.transformers.text;

/**
 * How fast the parts of a classifier learn, as factors of the plan's rate.
 *
 * @param embeddings of word pieces and places; 0 = they stay as they are
 * @param encoder of the blocks
 * @param head of what is fresh
 */
public record LayerRates(float embeddings, float encoder, float head) {

  private static final float USUAL_WIDTH = 384; // MiniLM's

  /** The wider an encoder, the slower its weights learn: in proportion, from MiniLM's width. */
  public LayerRates forWidth(int width) {
    float factor = Math.min(1, USUAL_WIDTH / width);
    return new LayerRates(factor * embeddings, factor * encoder, head);
  }

  float factor(String path) {
    if (path.startsWith(EncoderClassifier.HEAD + "/")) {
      return head;
    }
    return path.startsWith("embeddings/") ? embeddings : encoder;
  }
}
