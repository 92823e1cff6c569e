package io.millrace.workbench.train;

import io.millrace.transformers.text.ClassifierHead;
import io.millrace.transformers.text.FineTuned;
import io.millrace.workbench.report.LossCurve;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A trained classifier of texts, and how it was trained.
 *
 * @param head alone, where the encoder stayed as it was; null = it did not
 * @param outOfFold {@code [training text][label]}: logits by heads that never saw the text; empty =
 *     nothing was left out
 * @param how in words
 * @param facts for {@code model.json}
 */
@SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
record TextModel(
    FineTuned tuned,
    @Nullable ClassifierHead head,
    double[][] outOfFold,
    String how,
    Map<String, Object> facts,
    List<LossCurve> losses) {

  TextModel {
    losses = List.copyOf(losses);
  }

  /** The same made smaller. */
  TextModel compressed(String way, FineTuned smaller) {
    Map<String, Object> more = new LinkedHashMap<>(facts);
    more.put("compressed", way);
    return new TextModel(
        smaller, null, new double[0][], how + ", then compressed: " + way, more, List.of());
  }
}
