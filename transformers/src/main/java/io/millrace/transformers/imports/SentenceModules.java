package io.millrace.transformers.imports;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.transformers.imports.ForeignHead.Embedding;
import io.millrace.transformers.imports.ForeignHead.Pooled;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What sentence-transformers puts around an encoder: a pooling, and perhaps vectors of length 1.
 *
 * @see <a href="https://arxiv.org/abs/1908.10084">Sentence-BERT</a>
 */
record SentenceModules(Path folder) {

  private static final String POOLING = "1_Pooling/config.json";
  private static final String MODULES = "modules.json";
  private static final String MODE = "pooling_mode_";

  boolean present() {
    return Files.isRegularFile(folder.resolve(POOLING));
  }

  List<Path> files() {
    return List.of(folder.resolve(POOLING), folder.resolve(MODULES)).stream()
        .filter(Files::isRegularFile)
        .toList();
  }

  /**
   * @throws InvalidImportException naming the module or the pooling that is not imported
   */
  Embedding head() throws IOException {
    return new Embedding(pooled(JsonFile.read(folder.resolve(POOLING))), unitLength());
  }

  private static Pooled pooled(JsonFile pooling) {
    List<String> modes = new ArrayList<>();
    pooling
        .root()
        .fields()
        .forEachRemaining(
            field -> {
              if (field.getKey().startsWith(MODE) && field.getValue().booleanValue()) {
                modes.add(field.getKey());
              }
            });
    return switch (String.join(", ", modes)) {
      case MODE + "mean_tokens" -> Pooled.MEAN;
      case MODE + "cls_token" -> Pooled.FIRST;
      default ->
          throw InvalidImportException.expected(
              pooling.file(), MODE + "..", "mean_tokens or cls_token alone", modes);
    };
  }

  private boolean unitLength() throws IOException {
    Path file = folder.resolve(MODULES);
    boolean normalized = false;
    if (Files.isRegularFile(file)) {
      for (JsonNode module : JsonFile.read(file).root()) {
        String type = module.path("type").asText();
        normalized |= type.endsWith(".Normalize");
        if (!type.matches(".*\\.(Transformer|Pooling|Normalize)")) {
          throw InvalidImportException.expected(
              file, "type", "Transformer, Pooling or Normalize", type);
        }
      }
    }
    return normalized;
  }
}
