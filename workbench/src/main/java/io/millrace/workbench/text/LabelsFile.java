package io.millrace.workbench.text;

import io.millrace.transformers.text.LabelledText;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * A handful of examples a label, in YAML: {@code label: [example, example]}, and perhaps {@code
 * settings:}. Every fault names file, line and label.
 *
 * @param settings by name, as written; see {@link LabelsSettings}
 */
public record LabelsFile(Path file, List<LabelledText> examples, LabelsSettings settings) {

  private static final int FEWEST_LABELS = 2;
  private static final int FEWEST_EXAMPLES = 2;
  private static final String SETTINGS = "settings";

  public LabelsFile {
    examples = List.copyOf(examples);
  }

  /** Whether a file's name says that it is one. */
  public static boolean isOne(Path file) {
    String name = file.toString().toLowerCase(Locale.ROOT);
    return name.endsWith(".yaml") || name.endsWith(".yml");
  }

  /**
   * @throws InvalidTextsException if it has fewer than two labels, a label with fewer than two
   *     examples, an example under two labels, or one that is no text
   */
  public static LabelsFile read(Path file) {
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      Node root = new Yaml(new LoaderOptions()).compose(reader);
      return new Reading(file).labels(root);
    } catch (MarkedYAMLException broken) {
      throw new InvalidTextsException(
          file, broken.getProblemMark().getLine() + 1, "no YAML: " + broken.getProblem());
    } catch (NoSuchFileException e) {
      throw new InvalidTextsException(file, "there is no such file");
    } catch (IOException e) {
      throw new InvalidTextsException(file, "cannot be read: " + e.getMessage());
    }
  }

  /** One reading of one file. */
  private static final class Reading {

    private final Path file;
    private final Map<String, List<LabelledText>> byLabel = new LinkedHashMap<>();
    private final Map<String, LabelledText> byText = new LinkedHashMap<>();
    private LabelsSettings settings = LabelsSettings.none();

    Reading(Path file) {
      this.file = file;
    }

    LabelsFile labels(Node root) {
      if (!(root instanceof MappingNode labels)) {
        throw new InvalidTextsException(
            file, "expected a label, a colon and a list of examples, and so on");
      }
      labels.getValue().forEach(this::entry);
      if (byLabel.size() < FEWEST_LABELS) {
        throw new InvalidTextsException(
            file, line(root), "expected 2 labels or more, found " + byLabel.keySet());
      }
      return new LabelsFile(
          file, byLabel.values().stream().flatMap(List::stream).toList(), settings);
    }

    private void entry(NodeTuple entry) {
      String label = label(entry.getKeyNode());
      Node value = entry.getValueNode();
      if (label.equals(SETTINGS) && value instanceof MappingNode written) {
        settings = LabelsSettings.of(file, written);
      } else if (value instanceof SequenceNode examples) {
        if (byLabel.containsKey(label)) {
          throw fault(entry.getKeyNode(), label, "stands here again; put its examples together");
        }
        byLabel.put(label, examples(label, examples));
        checkCount(entry.getKeyNode(), label);
      } else {
        throw fault(value, label, "expected a list of examples");
      }
    }

    private String label(Node key) {
      if (!(key instanceof ScalarNode scalar) || scalar.getValue().isBlank()) {
        throw new InvalidTextsException(file, line(key), "expected a label");
      }
      return scalar.getValue().strip();
    }

    private List<LabelledText> examples(String label, SequenceNode examples) {
      List<LabelledText> texts = new ArrayList<>();
      for (Node node : examples.getValue()) {
        LabelledText text =
            new LabelledText(text(label, node), label, file.getFileName() + " line " + line(node));
        LabelledText twin = byText.putIfAbsent(text.text(), text);
        if (twin != null) {
          throw fault(
              node,
              label,
              "this example stands under %s already, %s: \"%s\""
                  .formatted(twin.label(), twin.where(), text.text()));
        }
        texts.add(text);
      }
      return texts;
    }

    private String text(String label, Node node) {
      if (!(node instanceof ScalarNode scalar)) {
        throw fault(node, label, "expected a text, found a list or a mapping");
      }
      if (scalar.getValue().isBlank()) {
        throw fault(node, label, "expected a text, found none");
      }
      if (!scalar.getTag().equals(Tag.STR)) {
        throw fault(
            node,
            label,
            "expected a text, found %s; put it in quotes".formatted(scalar.getValue()));
      }
      return scalar.getValue().strip();
    }

    private void checkCount(Node key, String label) {
      int count = byLabel.getOrDefault(label, List.of()).size();
      if (count < FEWEST_EXAMPLES) {
        throw fault(key, label, "expected 2 examples or more, found " + count);
      }
    }

    private InvalidTextsException fault(Node node, String label, String reason) {
      return new InvalidTextsException(file, line(node), "label " + label + ": " + reason);
    }

    private static int line(Node node) {
      return node.getStartMark().getLine() + 1;
    }
  }
}
