package io.millrace.workbench.train;

import io.millrace.transformers.imports.HuggingFaceFolder;
import io.millrace.transformers.text.HeadFitting.Teaching;
import io.millrace.transformers.text.ImportedText;
import io.millrace.transformers.text.MiniLm;
import io.millrace.transformers.text.PretrainedEncoder;
import io.millrace.workbench.text.ReadOptions;
import io.millrace.workbench.text.TextFormat;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What {@code --task text} takes beside data, name, seed and the options of training. */
final class TextOptions {

  @Option(
      names = "--format",
      description = "text: ${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}: by the file's name)")
  TextFormat format = TextFormat.AUTO;

  @Option(names = "--charset", description = "text: of the files (${DEFAULT-VALUE})")
  Charset charset = StandardCharsets.UTF_8;

  @Option(
      names = "--text-column",
      paramLabel = "COLUMN",
      description = "text: name or number of the column (default: one with a usual name)")
  @Nullable String textColumn;

  @Option(
      names = "--label-column",
      paramLabel = "COLUMN",
      description = "text: likewise; of two columns without names, the one with fewer values")
  @Nullable String labelColumn;

  @Option(
      names = "--validation",
      paramLabel = "FILE",
      description = "text: decides between epochs (default: a tenth of DATA)")
  @Nullable Path validation;

  @Option(
      names = "--test",
      paramLabel = "FILE",
      description = "text: only ever measured (default: a tenth of DATA)")
  @Nullable Path test;

  @Option(
      names = "--rules",
      paramLabel = "FILE",
      description = "text: keyword rules to compare with, lines of label, tab, pattern")
  @Nullable Path rules;

  @Option(
      names = "--encoder",
      paramLabel = "FOLDER",
      description =
          "text: a Hugging Face checkpoint (config.json, tokenizer.json, model.safetensors) to start"
              + " from (default: MiniLM, which is on board)")
  @Nullable Path encoder;

  @Option(
      names = "--multi-label",
      description =
          "text: a text has any number of labels: a list in NDJSON, a cell with --label-separator"
              + " between them; answers are explained by label-wise attention")
  boolean multiLabel;

  @Option(
      names = "--label-separator",
      paramLabel = "TEXT",
      description = "text, with --multi-label: between labels of a cell (default: a comma)")
  @Nullable String separator;

  @Option(
      names = "--compress",
      paramLabel = "WAYS",
      arity = "0..1",
      fallbackValue = Compression.STANDARD,
      split = ",",
      description =
          "text: further bundles of it, smaller and faster, with a table of what they lose: some of"
              + " layers:N, rank:N, tokens:N, bfloat16, int8, by commas, or joined by + to be done"
              + " one after the other (without WAYS: those that usually lose little)")
  List<String> compress = new ArrayList<>();

  @Option(
      names = "--frozen-encoder",
      description = "text: only fit a head on the encoder as it is; takes seconds")
  boolean frozenEncoder;

  @Option(
      names = "--contrastive",
      description =
          "labels.yaml: whether the encoder is taught which examples are alike:"
              + " ${COMPLETION-CANDIDATES} (default: IF_BETTER, by cross-validation)")
  @Nullable Teaching contrastive;

  @Option(
      names = "--class-weights",
      description = "text: rare labels count as much as frequent ones")
  boolean classWeights;

  @Option(
      names = "--without-encoder",
      description =
          "text, with --frozen-encoder: leave out the encoder's 90 MB, which the build of models/"
              + " adds")
  boolean withoutEncoder;

  ReadOptions toReadOptions() {
    return new ReadOptions(format, charset, textColumn, labelColumn, labelSeparator());
  }

  /** Null = a text has one label. */
  @Nullable String labelSeparator() {
    if (!multiLabel) {
      refuse(separator != null, "--label-separator: expected --multi-label beside it");
      return null;
    }
    return separator == null ? "," : separator;
  }

  /** The encoder to start from. */
  PretrainedEncoder pretrained() throws IOException {
    return encoder == null
        ? MiniLm.pretrained()
        : new ImportedText(HuggingFaceFolder.read(encoder)).pretrained(0);
  }

  /**
   * @param few whether it is a handful of examples
   * @throws IllegalArgumentException naming options that don't go together
   */
  void check(boolean few) {
    refuse(
        withoutEncoder && (!frozenEncoder || encoder != null),
        "--without-encoder: expected --frozen-encoder beside it, and no --encoder");
    refuse(
        !compress.isEmpty() && (few || frozenEncoder || multiLabel),
        "--compress: expected a fine-tuning with validation texts and one label a text; leave out"
            + " --frozen-encoder and --multi-label, and take more texts than a labels.yaml has");
    refuse(
        multiLabel
            && (few || frozenEncoder || contrastive != null || classWeights || rules != null),
        "--multi-label: expected a file of texts to fine-tune on, without --frozen-encoder,"
            + " --contrastive, --class-weights and --rules");
    Compression.check(compress);
  }

  private static void refuse(boolean wrong, String message) {
    if (wrong) {
      throw new IllegalArgumentException(message);
    }
  }
}
