package io.millrace.workbench.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.transformers.text.LabelledText;
import io.millrace.workbench.csv.CsvCells;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** Reads labelled texts. Every fault names file and line. */
public final class LabelledFile {

  /** What a byte becomes that the encoding does not have. */
  private static final char UNREADABLE = '\uFFFD';

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path file;
  private final ReadOptions options;

  private LabelledFile(Path file, ReadOptions options) {
    this.file = file;
    this.options = options;
  }

  /**
   * @throws InvalidTextsException if a line has no text, or no label where it needs one, or the
   *     columns cannot be told
   * @throws io.millrace.workbench.csv.InvalidSeriesException if the file cannot be read
   */
  public static List<LabelledText> read(Path file, ReadOptions options) {
    return new LabelledFile(file, options).read();
  }

  private List<LabelledText> read() {
    return switch (options.format().of(file)) {
      case CSV -> table(CsvCells.quoted(file, options.charset()));
      case TSV -> table(CsvCells.tabbed(file, options.charset()));
      case NDJSON -> each(this::json);
      case TREC -> each(this::trec);
      case AUTO -> throw new IllegalStateException("a file has one format");
    };
  }

  private List<LabelledText> table(List<CsvCells.Row> rows) {
    TextColumns columns = TextColumns.of(file, rows, options);
    List<LabelledText> texts = new ArrayList<>();
    for (CsvCells.Row row : rows.subList(columns.headed() ? 1 : 0, rows.size())) {
      if (row.cells().size() != columns.width()) {
        throw new InvalidTextsException(
            file,
            row.line(),
            "%d cells where the first line has %d".formatted(row.cells().size(), columns.width()));
      }
      texts.add(
          text(
              row.line(),
              row.cells().get(columns.text()),
              labels(row.cells().get(columns.label()))));
    }
    return texts;
  }

  private interface Line {
    LabelledText text(long line, String content);
  }

  private List<LabelledText> each(Line reader) {
    return CsvCells.lines(file, options.charset()).stream()
        .map(row -> reader.text(row.line(), row.cells().get(0)))
        .toList();
  }

  private LabelledText trec(long line, String content) {
    int space = content.strip().indexOf(' ');
    if (space < 0) {
      throw new InvalidTextsException(file, line, "expected a label, a space and a text");
    }
    String label = content.strip().substring(0, space);
    int colon = label.indexOf(':');
    return text(
        line,
        content.strip().substring(space + 1),
        List.of(colon > 0 ? label.substring(0, colon) : label));
  }

  private LabelledText json(long line, String content) {
    JsonNode object = parsed(line, content);
    JsonNode text = object.path(options.textColumn() == null ? "text" : options.textColumn());
    JsonNode label = object.path(options.labelColumn() == null ? "label" : options.labelColumn());
    if (label.isMissingNode() && options.labelColumn() == null) {
      label = object.path("labels");
    }
    return text(line, text.isTextual() ? text.textValue() : "", labels(line, label));
  }

  private JsonNode parsed(long line, String content) {
    try {
      JsonNode object = JSON.readTree(content);
      if (object.isObject()) {
        return object;
      }
    } catch (JsonProcessingException broken) {
      throw new InvalidTextsException(file, line, "no JSON: " + broken.getOriginalMessage());
    }
    throw new InvalidTextsException(
        file, line, "expected an object, as {\"text\": .., \"label\": ..}, found " + content);
  }

  /** Of a cell. */
  private List<String> labels(String cell) {
    return options.labelSeparator() == null
        ? List.of(cell)
        : Arrays.stream(cell.split(Pattern.quote(options.labelSeparator()))).toList();
  }

  private List<String> labels(long line, JsonNode label) {
    if (!label.isArray()) {
      String value = label.isValueNode() && !label.isNull() ? label.asText() : "";
      return labels(value);
    }
    List<String> labels = new ArrayList<>();
    label.forEach(each -> labels.add(each.isTextual() ? each.textValue() : each.toString()));
    if (labels.size() > 1 && !options.manyLabels()) {
      throw new InvalidTextsException(
          file,
          line,
          "has " + labels.size() + " labels; expected one, or --multi-label for any number");
    }
    return labels;
  }

  private LabelledText text(long line, String text, List<String> said) {
    List<String> labels =
        said.stream().map(String::strip).filter(label -> !label.isEmpty()).distinct().toList();
    if (text.isBlank()) {
      throw new InvalidTextsException(file, line, "has no text");
    }
    if (labels.isEmpty() && !options.manyLabels()) {
      throw new InvalidTextsException(file, line, "has no label");
    }
    if (text.indexOf(UNREADABLE) >= 0 || String.join("", labels).indexOf(UNREADABLE) >= 0) {
      throw new InvalidTextsException(
          file,
          line,
          "has bytes that are no %s; name its encoding with --charset, as --charset ISO-8859-1"
              .formatted(options.charset()));
    }
    return new LabelledText(text.strip(), labels, file.getFileName() + " line " + line);
  }
}
