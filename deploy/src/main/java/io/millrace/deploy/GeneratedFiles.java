package io.millrace.deploy;

import io.millrace.deploy.configuration.ConfigurationPage;
import io.millrace.workbench.acls.AccessRules;
import io.millrace.workbench.acls.Application;
import io.millrace.workbench.topics.TopicTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** The files that are made from others, and committed: under {@code deploy/}, and one page. */
public final class GeneratedFiles {

  private static final String FROM_TOPICS =
      "# Made from deploy/topics.yaml by io.millrace.deploy.GeneratedFiles; not edited.\n";
  private static final String FROM_RULES =
      "# Made from deploy/prometheus/rules.yml by io.millrace.deploy.GeneratedFiles; not edited.\n";

  private GeneratedFiles() {}

  /**
   * What they must hold, by where they lie.
   *
   * @param deploy the folder
   */
  static Map<Path, String> of(Path deploy) {
    TopicTable table = TopicTable.read(deploy.resolve("topics.yaml"));
    Path kubernetes = deploy.resolve("kubernetes");
    Map<Path, String> files = new LinkedHashMap<>();
    files.put(
        deploy.resolve("create-topics.sh"), "#!/bin/sh\n" + FROM_TOPICS + TopicScript.of(table));
    files.put(
        kubernetes.resolve("overlays/strimzi/topics.yaml"),
        Yaml.written(FROM_TOPICS, StrimziTopics.of(table)));
    AccessRules rules = new AccessRules(table);
    files.put(
        kubernetes.resolve("overlays/strimzi/users.yaml"),
        Yaml.written(
            FROM_TOPICS,
            Arrays.stream(Application.values())
                .map(
                    each ->
                        StrimziUsers.user(
                            each.named(), rules.bindings(each, "User:" + each.named())))
                .toList()));
    files.put(
        kubernetes.resolve("components/prometheus-operator/prometheus-rule.yaml"),
        Yaml.written(
            FROM_RULES, OperatorRules.of(Yaml.read(deploy.resolve("prometheus/rules.yml")))));
    files.put(
        deploy.resolveSibling("docs/configuration.md"),
        ConfigurationPage.of(deploy.toAbsolutePath().resolve("..").normalize()));
    return files;
  }

  /** Writes them anew. The one argument is the folder {@code deploy}. */
  public static void main(String[] arguments) throws IOException {
    for (Map.Entry<Path, String> file : of(Path.of(arguments[0])).entrySet()) {
      Files.writeString(file.getKey(), file.getValue());
    }
  }
}
