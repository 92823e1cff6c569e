package io.millrace.transformers.text;

import io.millrace.serving.ModelManifest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** The control that people write first: the first pattern that a message holds gives the label. */
public final class KeywordRules {

  private record Rule(String label, Pattern pattern) {}

  private final List<Rule> rules;

  private KeywordRules(List<Rule> rules) {
    this.rules = List.copyOf(rules);
  }

  /**
   * Reads {@code label<TAB>pattern} lines, first match first; the last should match everything.
   *
   * @throws InvalidLinesException naming file and line
   */
  public static KeywordRules read(Path file) throws IOException {
    List<Rule> rules = new ArrayList<>();
    int number = 0;
    for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
      number++;
      if (!line.isBlank() && !line.startsWith("#")) {
        rules.add(rule(line, file.getFileName() + " line " + number));
      }
    }
    return new KeywordRules(rules);
  }

  private static Rule rule(String line, String where) {
    String[] cells = line.split("\t", -1);
    if (cells.length != 2) {
      throw new InvalidLinesException(where + ": expected a label, a tab and a pattern");
    }
    try {
      return new Rule(cells[0], Pattern.compile(cells[1], Pattern.CASE_INSENSITIVE));
    } catch (PatternSyntaxException wrong) {
      throw new InvalidLinesException(where + ": " + wrong.getMessage());
    }
  }

  /** The label of the first pattern that the message holds, or {@code unknown}. */
  public String label(String message) {
    return rules.stream()
        .filter(rule -> rule.pattern.matcher(message).find())
        .map(Rule::label)
        .findFirst()
        .orElse(ModelManifest.UNKNOWN);
  }
}
