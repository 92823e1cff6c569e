package io.millrace.transformers.series;

import io.millrace.transformers.BidirectionalMamba;
import io.millrace.transformers.Block;
import io.millrace.transformers.GeluFeedForward;
import io.millrace.transformers.LayerNorm;
import io.millrace.transformers.NormPlace;
import io.millrace.transformers.Scope;

/**
 * S-Mamba: {@link InvertedTransformer} with a Mamba in each direction in place of attention.
 * Tokens, covariates, mask, normalisation and head are the same.
 *
 * <p>Unlike iTransformer's, its forecasts depend on the order of the variates, so that a model must
 * be asked in the order in which it learnt; their number is free. Memory grows linearly in that
 * number, where attention's grows by its square.
 *
 * @param width of a token
 * @param layers number of blocks
 * @param states per channel and direction
 * @param hidden width inside the feed-forward
 * @param dropout on fresh tokens and on what each branch of a block adds; the published code has
 *     none behind its mixer
 * @see <a href="https://arxiv.org/abs/2403.11144">Is Mamba Effective for Time Series
 *     Forecasting?</a>
 */
public record SMamba(
    int lookback,
    int width,
    int layers,
    int states,
    int hidden,
    float dropout,
    InstanceNorm norm,
    ForecastHead head)
    implements HeadedForecaster {

  private static final int PUBLISHED_LAYERS = 2;
  private static final int PUBLISHED_STATES = 2;

  /** As published for ETTh1: two blocks, two states, a feed-forward of the tokens' width. */
  public static SMamba published(
      int lookback, int width, float dropout, InstanceNorm norm, ForecastHead head) {
    return new SMamba(
        lookback, width, PUBLISHED_LAYERS, PUBLISHED_STATES, width, dropout, norm, head);
  }

  @Override
  public String name() {
    return "S-Mamba";
  }

  @Override
  public Outlook forecast(Scope at, ForecastInput input) {
    return inverted().forecast(at, input);
  }

  /** The network that this is. */
  InvertedTransformer inverted() {
    Block block =
        new Block(
            new BidirectionalMamba(states),
            new GeluFeedForward(hidden, dropout, true),
            new LayerNorm(1e-5f),
            NormPlace.AFTER,
            dropout);
    return new InvertedTransformer(lookback, width, layers, block, dropout, norm, head);
  }
}
