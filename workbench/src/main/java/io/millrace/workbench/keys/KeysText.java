package io.millrace.workbench.keys;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** The text of a file of keys; what is not changed stays as it is, comments included. */
final class KeysText {

  /** A file without keys. */
  static final String EMPTY =
      "# Keys of ingest-service (millrace.security.keys-file). No secrets: only their SHA-256.\n"
          + "keys: []\n";

  private static final int USUAL_INDENT = 2;

  private final List<String> lines;
  private final SequenceNode keys;

  private KeysText(List<String> lines, SequenceNode keys) {
    this.lines = lines;
    this.keys = keys;
  }

  /**
   * Reads a text.
   *
   * @throws InvalidKeysException if it has no list of keys, or one that is not a key a few lines
   */
  static KeysText parse(String text) {
    SequenceNode keys =
        list(text)
            .orElseThrow(
                () -> new InvalidKeysException("must have `keys:`, a list, and nothing else"));
    if (keys.getFlowStyle() == FlowStyle.FLOW && !keys.getValue().isEmpty()) {
      throw new InvalidKeysException("must have its keys below each other, not in [ ]");
    }
    return new KeysText(text.lines().toList(), keys);
  }

  private static Optional<SequenceNode> list(String text) {
    try {
      Node root = new Yaml(new LoaderOptions()).compose(new StringReader(text));
      return root instanceof MappingNode map && map.getValue().size() == 1
          ? list(map.getValue().get(0))
          : Optional.empty();
    } catch (MarkedYAMLException e) {
      throw new InvalidKeysException(
          "is no YAML: line " + (e.getProblemMark().getLine() + 1) + ": " + e.getProblem());
    }
  }

  private static Optional<SequenceNode> list(NodeTuple only) {
    return only.getKeyNode() instanceof ScalarNode name
            && name.getValue().equals("keys")
            && only.getValueNode() instanceof SequenceNode keys
        ? Optional.of(keys)
        : Optional.empty();
  }

  /** The entries, in the order of the file. */
  List<KeyRow> rows() {
    return keys.getValue().stream().map(KeyRow::of).toList();
  }

  /** This text, with one more entry at its end. */
  String with(List<String> entry) {
    List<String> changed = new ArrayList<>(lines);
    boolean first = keys.getValue().isEmpty();
    if (first) { // `keys: []` becomes `keys:`
      int line = keys.getStartMark().getLine();
      int bracket = keys.getStartMark().getColumn();
      changed.set(line, lines.get(line).substring(0, bracket).stripTrailing());
    }
    String indent = " ".repeat(first ? USUAL_INDENT : keys.getStartMark().getColumn());
    for (String line : entry) {
      changed.add(indent + (line.equals(entry.get(0)) ? "- " : "  ") + line);
    }
    return text(changed);
  }

  /** This text without one of its entries. */
  String without(KeyRow row) {
    List<String> changed = new ArrayList<>(lines);
    changed.subList(row.firstLine(), row.lastLine() + 1).clear();
    if (keys.getValue().size() == 1) {
      changed.replaceAll(line -> line.startsWith("keys:") ? "keys: []" : line);
    }
    return text(changed);
  }

  private static String text(List<String> lines) {
    return String.join("\n", lines) + "\n";
  }
}
