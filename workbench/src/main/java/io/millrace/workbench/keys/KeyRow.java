package io.millrace.workbench.keys;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.nodes.CollectionNode;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * One key as it stands in the file.
 *
 * @param firstLine of its entry, counted from 0
 * @param lastLine of its entry, without blank lines and comments that follow
 */
record KeyRow(
    String id, String client, String scopes, String expires, int firstLine, int lastLine) {

  private static final String NOT_SET = "–";

  /**
   * Reads an entry.
   *
   * @throws InvalidKeysException if it has no id
   */
  static KeyRow of(Node entry) {
    int line = entry.getStartMark().getLine();
    Map<String, String> fields = fields(entry);
    String id = fields.get("id");
    if (id == null) {
      throw new InvalidKeysException("line " + (line + 1) + ": the key has no id");
    }
    return new KeyRow(
        id,
        fields.getOrDefault("client", NOT_SET),
        fields.getOrDefault("scopes", NOT_SET),
        fields.getOrDefault("expires", NOT_SET),
        line,
        lastLine(entry));
  }

  private static Map<String, String> fields(Node entry) {
    Map<String, String> fields = new LinkedHashMap<>();
    if (entry instanceof MappingNode map) {
      for (NodeTuple field : map.getValue()) {
        fields.put(text(field.getKeyNode()), text(field.getValueNode()));
      }
    }
    return fields;
  }

  private static String text(Node node) {
    if (node instanceof SequenceNode list) {
      return list.getValue().stream().map(KeyRow::text).collect(Collectors.joining(" "));
    }
    return node instanceof ScalarNode scalar ? scalar.getValue() : "";
  }

  /** The parser ends a block where the next begins, which is too far. */
  private static int lastLine(Node node) {
    List<Node> parts = List.of();
    if (node instanceof MappingNode map) {
      parts = map.getValue().stream().map(NodeTuple::getValueNode).toList();
    } else if (node instanceof SequenceNode list) {
      parts = list.getValue();
    }
    boolean block =
        node instanceof CollectionNode<?> nodes && nodes.getFlowStyle() != FlowStyle.FLOW;
    return block
        ? parts.stream().mapToInt(KeyRow::lastLine).max().orElse(node.getStartMark().getLine())
        : node.getEndMark().getLine();
  }
}
