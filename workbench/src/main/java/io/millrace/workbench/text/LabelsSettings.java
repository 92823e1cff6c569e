package io.millrace.workbench.text;

import io.millrace.transformers.text.HeadFitting.Teaching;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * What a file of examples says of how to train; an option of the command goes before it.
 *
 * @param contrastive null = not said
 * @param seed null = not said
 */
public record LabelsSettings(@Nullable Teaching contrastive, @Nullable Integer seed) {

  static LabelsSettings none() {
    return new LabelsSettings(null, null);
  }

  static LabelsSettings of(Path file, MappingNode settings) {
    LabelsSettings said = none();
    for (NodeTuple entry : settings.getValue()) {
      said = said.with(file, scalar(entry.getKeyNode()), entry.getValueNode());
    }
    return said;
  }

  private LabelsSettings with(Path file, String name, Node value) {
    return switch (name) {
      case "contrastive" -> new LabelsSettings(teaching(file, value), seed);
      case "seed" -> new LabelsSettings(contrastive, whole(file, value));
      default -> throw fault(file, value, name, "no such setting; there are contrastive and seed");
    };
  }

  private static Teaching teaching(Path file, Node value) {
    String wanted = scalar(value).toLowerCase(Locale.ROOT);
    return Arrays.stream(Teaching.values())
        .filter(each -> each.toString().equals(wanted))
        .findFirst()
        .orElseThrow(
            () ->
                fault(
                    file,
                    value,
                    "contrastive",
                    "expected if-better, always or never, found " + scalar(value)));
  }

  private static int whole(Path file, Node value) {
    try {
      return Integer.parseInt(scalar(value));
    } catch (NumberFormatException e) {
      throw fault(file, value, "seed", "expected a whole number, found " + scalar(value));
    }
  }

  private static String scalar(Node node) {
    return node instanceof ScalarNode scalar ? scalar.getValue() : "";
  }

  private static InvalidTextsException fault(Path file, Node node, String name, String reason) {
    return new InvalidTextsException(
        file, node.getStartMark().getLine() + 1, "settings: " + name + ": " + reason);
  }
}
