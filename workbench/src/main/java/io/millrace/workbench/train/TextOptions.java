package io.millrace.workbench.train;

import io.millrace.transformers.text.HeadFitting.Teaching;
import io.millrace.workbench.text.ReadOptions;
import io.millrace.workbench.text.TextFormat;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
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
    return new ReadOptions(format, charset, textColumn, labelColumn);
  }
}
