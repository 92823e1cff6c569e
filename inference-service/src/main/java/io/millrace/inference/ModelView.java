package io.millrace.inference;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.millrace.serving.ModelBundle;
import io.millrace.serving.ModelManifest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A model as the API shows it.
 *
 * @param state {@code serving} or {@code refused}
 * @param reason why it is refused
 * @param inputs what it reads
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ModelView(
    String name,
    String version,
    String task,
    String state,
    @Nullable String reason,
    String directory,
    List<String> labels,
    Map<String, Object> inputs) {

  static ModelView serving(ModelBundle bundle) {
    return of(bundle, "serving", null);
  }

  static ModelView refused(ModelBundle bundle, String reason) {
    return of(bundle, "refused", reason);
  }

  private static ModelView of(ModelBundle bundle, String state, @Nullable String reason) {
    ModelManifest manifest = bundle.manifest();
    return new ModelView(
        manifest.name(),
        manifest.version(),
        manifest.task().toString(),
        state,
        reason,
        bundle.directory().toString(),
        manifest.labels(),
        inputs(manifest));
  }

  private static Map<String, Object> inputs(ModelManifest manifest) {
    Map<String, Object> inputs = new LinkedHashMap<>();
    if (manifest.channels().isEmpty()) {
      inputs.put("text", Map.of("maximumTokens", manifest.maximumTokens()));
    } else {
      inputs.put("channels", manifest.channels());
      inputs.put("sampleLength", manifest.sampleLength());
    }
    return inputs;
  }
}
