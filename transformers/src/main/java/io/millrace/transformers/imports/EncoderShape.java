package io.millrace.transformers.imports;

/**
 * An encoder as its checkpoint describes it.
 *
 * @param vocabulary number of word pieces
 * @param positions longest text, in tokens
 * @param segments kinds of sentences that are told apart; 0 = none are
 * @param width of every token
 * @param heads of each block's attention; divides the width
 * @param hidden width inside the feed-forward
 * @param epsilon of every layer norm
 */
public record EncoderShape(
    ModelFamily family,
    int vocabulary,
    int positions,
    int segments,
    int width,
    int blocks,
    int heads,
    int hidden,
    Activation activation,
    float epsilon) {}
