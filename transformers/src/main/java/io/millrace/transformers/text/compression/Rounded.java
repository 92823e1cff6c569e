package io.millrace.transformers.text.compression;

import io.millrace.transformers.BrainFloat;
import io.millrace.transformers.ByteInteger;
import io.millrace.transformers.Projection;
import io.millrace.transformers.text.EncoderClassifier;
import io.millrace.transformers.text.FineTuned;
import io.millrace.transformers.text.LabelledText;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The products inside the blocks by coarser numbers; nothing is trained again. */
record Rounded(To to) implements Compressor {

  /** Texts that show what ranges the inputs of INT8 products have. */
  private static final int SHOWN = 512;

  /** The numbers. */
  enum To {
    BFLOAT16(new BrainFloat()),
    INT8(new ByteInteger());

    private final Projection projection;

    To(Projection projection) {
      this.projection = projection;
    }
  }

  @Override
  public FineTuned compressed(FineTuned whole, CompressionData data) {
    Map<String, float[]> weights = new HashMap<>(whole.weights());
    if (to == To.INT8) {
      List<String> shown = data.training().stream().limit(SHOWN).map(LabelledText::text).toList();
      weights.putAll(InputRanges.of(whole, shown));
    }
    return whole.with(changed(whole.classifier()), weights, data.validation());
  }

  @Override
  public EncoderClassifier changed(EncoderClassifier whole) {
    return whole.withEncoder(whole.encoder().withProjection(to.projection));
  }

  @Override
  public String toString() {
    return to.name().toLowerCase(Locale.ROOT);
  }
}
