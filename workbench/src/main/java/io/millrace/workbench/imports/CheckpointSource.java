package io.millrace.workbench.imports;

import io.millrace.transformers.imports.EncoderShape;
import io.millrace.transformers.imports.ForeignHead;
import io.millrace.transformers.imports.ForeignModel;
import io.millrace.transformers.imports.HuggingFaceFolder;
import io.millrace.transformers.text.ImportedText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A folder of Hugging Face's transformers. */
record CheckpointSource(Path folder, ForeignModel model) implements ForeignSource {

  /** More ignored tensors than these are counted, not named. */
  private static final int NAMED = 8;

  static CheckpointSource read(Path folder) throws IOException {
    return new CheckpointSource(folder, HuggingFaceFolder.read(folder));
  }

  @Override
  public List<String> description() {
    EncoderShape encoder = model.encoder();
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT,
            "%s: %s, %d layers of width %d with %d heads, %,d word pieces, texts of up to %d tokens",
            folder,
            encoder.family(),
            encoder.blocks(),
            encoder.width(),
            encoder.heads(),
            encoder.vocabulary(),
            model.maximumTokens()));
    lines.add(String.format(Locale.ROOT, "%,d parameters", model.parameters()));
    lines.add(model.head().description());
    if (!model.ignored().isEmpty()) {
      lines.add(ignored(model.ignored()));
    }
    return lines;
  }

  private static String ignored(List<String> names) {
    List<String> named = names.subList(0, Math.min(NAMED, names.size()));
    return "warning: %d tensors are of no use here and were left out: %s%s"
        .formatted(
            names.size(), String.join(", ", named), names.size() > named.size() ? ", .." : "");
  }

  @Override
  public void write(Path directory, String name, String version) throws IOException {
    if (!(model.head() instanceof ForeignHead.Classifier)) {
      throw new IllegalArgumentException(
          folder
              + ": expected a checkpoint with a classifier, found "
              + model.head().description()
              + "; it has no labels to answer with");
    }
    Map<String, Object> provenance = new LinkedHashMap<>();
    provenance.put("imported", "Hugging Face safetensors");
    provenance.put("source", String.valueOf(folder.toRealPath().getFileName()));
    provenance.put("sourceSha256", model.sha256());
    provenance.put("encoder", model.encoder().toString());
    provenance.put("tensorsLeftOut", model.ignored());
    new ImportedText(model).write(directory, name, version, provenance);
  }
}
