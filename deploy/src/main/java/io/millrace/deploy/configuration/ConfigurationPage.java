package io.millrace.deploy.configuration;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

/** {@code docs/configuration.md}: each key, from the interface that declares it. */
public final class ConfigurationPage {

  private static final String RESOURCES = "/src/main/resources/application.properties";

  /** Where the types lie that keys of several services have. */
  private static final List<String> SHARED = List.of("events", "serving", "releases");

  private static final String HEAD =
      """
      # Configuration

      Every key of Millrace's own, made from the code by `io.millrace.deploy.GeneratedFiles`; not edited. What the keys are for
      is told by the pages that each section names.

      [ingest-service](#ingest-service) · [inference-service](#inference-service) · [forecast-service](#forecast-service) ·
      [console](#console) · [the command `millrace`](#the-command-millrace)

      **Where a key is set.** What stands further down wins.

      1. A line of `config/application.properties` in the folder that the service is started in: `millrace.text.model=log-triage`.
      2. An environment variable, in capitals and with `_` for whatever is no letter or digit: `MILLRACE_TEXT_MODEL`,
         `MILLRACE_JOBS_0__NAME`.
      3. A system property: `-Dmillrace.text.model=log-triage`.

      A misspelt key in the file or among the system properties stops the start and is named; so does a wrong value.

      **Names and numbers.** In place of `NAME` stands a name of your choice, in quotes if it has a dot, and in place of `[0]` the
      numbers from 0 on. A key under `NAME` can be an environment variable only if another key of that name is in the file.

      **Values.** A *duration* is a number and `ms`, `s`, `m`, `h` or `d` (capitals will do), or as ISO-8601 has it: `500ms`, `10s`,
      `PT0.1S`. A *size* is in bytes, or with `K`, `M` or `G` in units of 1024: `4M`. A *list* is joined by commas, or numbered:
      `…[0]=`, `…[1]=`. A key that is *required* stops the start where it is missing; one that belongs to a `NAME` or `[0]` is
      required only there. What holds where a key is *not set* is told with its meaning.

      Beside these, each service takes every key of [Quarkus](https://quarkus.io/guides/all-config) and, as `kafka.…`, of
      [Kafka's clients](security.md). What it sets of them itself is in its `application.properties`, which its section names.
      """;

  private record Service(String name, String about) {}

  private static final List<Service> SERVICES =
      List.of(
          new Service(
              "ingest-service",
              "How events come in, and who may send them: [ingest.md](ingest.md)."),
          new Service(
              "inference-service",
              "Models of texts and frames: [serving.md](serving.md), [gpu.md](gpu.md)."),
          new Service(
              "forecast-service",
              "Forecasts and alerts: [forecasting.md](forecasting.md), [alerts.md](alerts.md)."),
          new Service("console", "The page to look at: [console.md](console.md)."));

  private ConfigurationPage() {}

  /**
   * What it must hold.
   *
   * @param repository with the sources
   * @throws IllegalArgumentException naming a key whose declaration does not say what it means
   */
  public static String of(Path repository) {
    StringBuilder page = new StringBuilder(HEAD);
    for (Service service : SERVICES) {
      page.append("\n## ").append(service.name()).append("\n\n").append(service.about());
      page.append(
          " What it sets itself: [application.properties](../%s).\n"
              .formatted(service.name() + RESOURCES));
      Path declared = repository;
      for (Group group : groups(repository, service.name())) {
        append(page, repository, group, declared);
        declared = group.file();
      }
    }
    return page.append(ProcessSettings.section(repository)).toString();
  }

  static List<Group> groups(Path repository, String service) {
    Mapping mapping =
        new Mapping(
            new Sources(repository, concat(service)),
            shipped(repository.resolve(service + RESOURCES)));
    Sources sources = new Sources(repository, List.of());
    Sources.files(repository, service).stream()
        .filter(file -> text(file).contains("@ConfigMapping("))
        .map(sources::in)
        .forEach(mapping::add);
    return mapping.groups();
  }

  private static List<String> concat(String service) {
    return Stream.concat(Stream.of(service), SHARED.stream()).toList();
  }

  /**
   * @param declared the file that declares the group before it
   */
  private static void append(StringBuilder page, Path repository, Group group, Path declared) {
    page.append("\n### `%s`\n".formatted(group.prefix()));
    List<String> sentences = new ArrayList<>(List.of(group.meaning()));
    if (!group.same().isEmpty()) {
      sentences.add("Has the keys of `%s`, with all that is under it.".formatted(group.same()));
    }
    if (!group.file().equals(declared)) {
      sentences.add(
          "Declared by [%s](../%s)."
              .formatted(
                  group.file().getFileName().toString().replace(".java", ""),
                  repository.relativize(group.file())));
    }
    String about = String.join(" ", sentences).strip();
    if (!about.isEmpty()) {
      page.append('\n').append(about).append('\n');
    }
    if (!group.keys().isEmpty()) {
      page.append("\n| key | values | default | meaning |\n|---|---|---|---|\n");
      group.keys().forEach(key -> page.append(row(key)));
    }
  }

  private static String row(Key key) {
    return "| `%s` | %s | %s | %s |\n"
        .formatted(key.name(), key.type(), key.fallback(), key.meaning().replace("|", "\\|"));
  }

  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Properties shipped(Path file) {
    try (Reader reader = Files.newBufferedReader(file)) {
      Properties properties = new Properties();
      properties.load(reader);
      return properties;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
