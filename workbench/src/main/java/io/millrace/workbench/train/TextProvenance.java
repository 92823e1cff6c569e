package io.millrace.workbench.train;

import io.millrace.transformers.text.PretrainedEncoder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Where a classifier of texts came from, so that anyone can make it again. */
record TextProvenance(Path data, TextOptions options, TypedCommand command, int seed) {

  /**
   * For {@code model.json}.
   *
   * @param training how it was trained
   */
  Map<String, Object> facts(PretrainedEncoder encoder, Map<String, Object> training)
      throws IOException {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("command", command.line());
    file(facts, "training", data);
    file(facts, "validation", options.validation);
    file(facts, "test", options.test);
    file(facts, "rules", options.rules);
    facts.put("seed", seed);
    facts.put("encoder", new TreeMap<>(encoder.provenance()));
    facts.putAll(training);
    return facts;
  }

  private static void file(Map<String, Object> facts, String what, @Nullable Path file)
      throws IOException {
    if (file != null) {
      facts.put(what, file.getFileName().toString());
      facts.put(what + "Sha256", Provenance.sha256(file));
    }
  }
}
