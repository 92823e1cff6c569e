package io.millrace.workbench.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Every option of a command as it was in force, one a line: {@code millrace train @recipe.args}
 * does the same again, whatever later defaults are.
 *
 * @param command such as {@code train}
 * @param lines its parameter, then its options
 */
record RecipeFile(String command, List<String> lines) {

  static final String FILE = "recipe.args";

  RecipeFile {
    lines = List.copyOf(lines);
  }

  static RecipeFile of(CommandSpec spec, Path data) {
    List<String> lines = new ArrayList<>();
    lines.add(text(data));
    for (OptionSpec option : spec.options()) {
      Object value = option.getValue();
      if (value != null && !option.usageHelp() && !option.versionHelp() && !isEmpty(value)) {
        lines.add(option.longestName() + "=" + text(value));
      }
    }
    return new RecipeFile(spec.name(), lines);
  }

  /** Without what does not matter: of the options, only some. */
  RecipeFile only(List<String> options) {
    return new RecipeFile(
        command,
        lines.stream()
            .filter(line -> !line.startsWith("--") || options.contains(line.split("=", 2)[0]))
            .toList());
  }

  private static boolean isEmpty(Object value) {
    return (value instanceof Collection<?> all && all.isEmpty()) || value.equals("");
  }

  /** A path as it is from any folder. */
  private static String text(Object value) {
    if (value instanceof Path path) {
      return path.toAbsolutePath().normalize().toString();
    }
    return value instanceof Collection<?> all
        ? all.stream().map(RecipeFile::text).collect(Collectors.joining(","))
        : value.toString();
  }

  /** Of an option, without its dashes; empty if it is not in force. */
  String value(String option) {
    String start = "--" + option + "=";
    return lines.stream()
        .filter(line -> line.startsWith(start))
        .map(line -> line.substring(start.length()))
        .findFirst()
        .orElse("");
  }

  /** As one line to type. */
  String oneLine() {
    return "./millrace "
        + command
        + " "
        + lines.stream().map(RecipeFile::quoted).collect(Collectors.joining(" "));
  }

  private static String quoted(String line) {
    return line.matches("[\\w./=:,+-]+") ? line : "'" + line.replace("'", "'\\''") + "'";
  }

  /** A line each, as picocli reads an argument file; quoted, since a path may hold spaces. */
  void write(Path directory) throws IOException {
    Files.writeString(
        directory.resolve(FILE),
        lines.stream()
            .map(line -> '"' + line.replace("\\", "\\\\").replace("\"", "\\\"") + "\"\n")
            .collect(
                Collectors.joining(
                    "", "# ./millrace " + command + " @" + FILE + " makes this again\n", "")));
  }
}
