package io.millrace.workbench.text;

import java.nio.file.Path;
import java.util.Locale;

/** How a file keeps labelled texts. */
public enum TextFormat {
  /** As the file's name says. */
  AUTO,
  /** Cells between commas or semicolons, in quotes where needed. */
  CSV,
  /** Cells between tabs; a quote is a quote. */
  TSV,
  /** An object a line, with a text and a label. */
  NDJSON,
  /** A line each: label, space, text; of a label with a colon what is before it. */
  TREC;

  /** This, or what the name of the file says; {@code .gz} after it says nothing. */
  TextFormat of(Path file) {
    if (this != AUTO) {
      return this;
    }
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT).replaceFirst("\\.gz$", "");
    if (name.endsWith(".tsv") || name.endsWith(".tab")) {
      return TSV;
    }
    if (name.endsWith(".ndjson") || name.endsWith(".jsonl")) {
      return NDJSON;
    }
    if (name.endsWith(".csv")) {
      return CSV;
    }
    throw new InvalidTextsException(
        file,
        "its name does not say how it keeps texts (.csv, .tsv, .ndjson or .jsonl, perhaps with"
            + " .gz); say it with --format");
  }
}
