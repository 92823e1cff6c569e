package io.millrace.deploy.configuration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the {@code millrace} command and the libraries read outside any configuration mapping. Their
 * meanings stand here; that these are all of them is found in the sources.
 */
final class ProcessSettings {

  /** A name in capitals is an environment variable, any other a system property. */
  private record Setting(String name, String type, String fallback, String meaning) {

    String row() {
      return "| `%s` | %s | %s | %s |\n".formatted(name, type, fallback, meaning);
    }
  }

  private static final List<Setting> ALL =
      List.of(
          new Setting(
              "MILLRACE_API_KEY",
              "text",
              "not set",
              "Key that `millrace replay` shows to ingest-service."),
          new Setting(
              "MILLRACE_BUILD",
              "`skip`",
              "not set",
              "Runs what was built before, though sources are newer."),
          new Setting(
              "MILLRACE_DATA",
              "path",
              "`../shared/data`",
              "Folder of the benchmark data that `millrace proof` reads; the default is seen from"
                  + " the repository."),
          new Setting(
              "MILLRACE_KAFKA_CONFIG",
              "path",
              "not set",
              "Properties for Kafka's clients, such as `security.protocol`, of every command that"
                  + " talks to a broker; as its option `--kafka-config`."),
          new Setting(
              "millrace.training.intra-op",
              "whole number",
              "the number of cores",
              "Threads inside one op of TensorFlow while a model is trained."),
          new Setting(
              "millrace.training.inter-op",
              "whole number",
              "`1`",
              "Ops of TensorFlow side by side while a model is trained."),
          new Setting(
              "millrace.repository",
              "path",
              "the folder it runs in",
              "Where the project lies; the script `millrace` sets it."),
          new Setting(
              "millrace.terminal",
              "`true` or `false`",
              "`false`",
              "Whether somebody looks, and lines may be drawn over; the script sets it."),
          new Setting(
              "millrace.columns",
              "whole number",
              "`0`: unknown",
              "Width of that terminal; the script sets it."));

  private static final Pattern READ =
      Pattern.compile(
          "(?:getProperty|getBoolean|getInteger|getLong)\\(\\s*\"(millrace\\.[a-z.-]+)\""
              + "|(?<![A-Z_\\d])(MILLRACE_[A-Z_]+)");

  private ProcessSettings() {}

  /**
   * Their part of the page.
   *
   * @throws IllegalArgumentException if the sources read others than these
   */
  static String section(Path repository) {
    Set<String> known =
        ALL.stream().map(Setting::name).collect(Collectors.toCollection(TreeSet::new));
    Set<String> read = read(repository);
    if (!known.equals(read)) {
      throw new IllegalArgumentException(
          "%s lists %s, but the sources read %s"
              .formatted(ProcessSettings.class.getSimpleName(), known, read));
    }
    return """

    ## The command `millrace`

    Options are told by `./millrace COMMAND --help`. Beside them, environment variables (in capitals) and system properties,
    which are given as `JAVA_TOOL_OPTIONS=-D…`; among the latter `millrace.tensorflow.…` of
    [inference-service](#inference-service), in every command that runs a model.

    | name | values | default | meaning |
    |---|---|---|---|
    """
        + ALL.stream().map(Setting::row).collect(Collectors.joining());
  }

  private static Set<String> read(Path repository) {
    Set<String> names = new TreeSet<>();
    for (Path file : sources(repository)) {
      READ.matcher(ConfigurationPage.text(file))
          .results()
          .forEach(each -> names.add(each.group(1) == null ? each.group(2) : each.group(1)));
    }
    return names;
  }

  /** The script and every module but the one that says what they mean. */
  private static List<Path> sources(Path repository) {
    try (Stream<Path> folders = Files.list(repository)) {
      return Stream.concat(
              Stream.of(repository.resolve("millrace")),
              folders
                  .filter(each -> Files.isDirectory(each.resolve("src/main/java")))
                  .map(each -> each.getFileName().toString())
                  .filter(each -> !each.equals("deploy"))
                  .flatMap(each -> Sources.files(repository, each).stream()))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
