package io.millrace.transformers.series;

/**
 * How large an encoder and decoder of time tokens are.
 *
 * @param width of a token
 * @param heads of each attention
 * @param encoderLayers at least 1
 * @param decoderLayers at least 1
 * @param hidden width inside a feed-forward
 * @param dropout on fresh tokens, inside blocks and on what they add
 */
public record EncoderDecoderSize(
    int width, int heads, int encoderLayers, int decoderLayers, int hidden, float dropout) {

  public EncoderDecoderSize {
    if (encoderLayers < 1 || decoderLayers < 1) {
      throw new IllegalArgumentException(
          "layers: expected at least one each of encoder and decoder, found %d and %d"
              .formatted(encoderLayers, decoderLayers));
    }
  }

  /** As Informer and Autoformer were published: 512 wide, 8 heads, 2 and 1 layers. */
  public static EncoderDecoderSize published() {
    return new EncoderDecoderSize(512, 8, 2, 1, 2048, 0.05f);
  }
}
