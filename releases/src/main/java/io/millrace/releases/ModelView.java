package io.millrace.releases;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.millrace.serving.ModelManifest;
import io.millrace.serving.ShapeTime;
import io.millrace.serving.life.ModelState;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A version of a model as the API shows it.
 *
 * @param role {@code serving} or {@code shadow}
 * @param state {@code loading}, {@code warm}, {@code serving}, {@code draining}, {@code closed} or
 *     {@code refused}
 * @param reason why it is refused
 * @param since when it came into service
 * @param inputs what it reads
 * @param shapes milliseconds that one run took when it was warmed, by sub-batch, such as {@code
 *     8x64}, or for forecasts by windows
 * @param nativeBytes of its weights while it is loaded
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ModelView(
    String name,
    String version,
    String role,
    String state,
    @Nullable String reason,
    @Nullable Instant since,
    String uri,
    @Nullable String task,
    List<String> labels,
    Map<String, Object> inputs,
    Map<String, Double> shapes,
    long nativeBytes) {

  public static ModelView of(ModelLife life) {
    ModelState state = life.state();
    return new ModelView(
        life.model(),
        life.version(),
        life.role().name().toLowerCase(Locale.ROOT),
        state.word(),
        state instanceof ModelState.Refused refused ? refused.reason() : null,
        state instanceof ModelState.Serving serving ? serving.since() : null,
        life.uri(),
        life.manifest().map(manifest -> manifest.task().toString()).orElse(null),
        life.manifest().map(ModelManifest::labels).orElse(List.of()),
        life.manifest().map(ModelView::inputs).orElse(Map.of()),
        state instanceof ModelState.Serving serving ? shapes(serving.times()) : Map.of(),
        life.nativeBytes());
  }

  private static Map<String, Double> shapes(List<ShapeTime> times) {
    Map<String, Double> milliseconds = new LinkedHashMap<>();
    times.forEach(each -> milliseconds.put(each.shape(), each.time().toNanos() / 1000 / 1e3));
    return milliseconds;
  }

  private static Map<String, Object> inputs(ModelManifest manifest) {
    Map<String, Object> inputs = new LinkedHashMap<>();
    switch (manifest.task()) {
      case TEXT_CLASSIFICATION, TEXT_EMBEDDING ->
          inputs.put("text", Map.of("maximumTokens", manifest.maximumTokens()));
      case FRAME_CLASSIFICATION -> {
        inputs.put("channels", manifest.channels());
        inputs.put("sampleLength", manifest.sampleLength());
      }
      case FORECAST -> {
        inputs.put("variates", manifest.variates());
        inputs.put("past", manifest.covariates().past());
        inputs.put("step", String.valueOf(manifest.step()));
        inputs.put("lookback", manifest.lookback());
        inputs.put("horizon", manifest.horizon());
      }
    }
    return inputs;
  }
}
