package io.millrace.workbench.acls;

import io.millrace.workbench.broker.BrokerException;
import io.millrace.workbench.broker.BrokerOptions;
import io.millrace.workbench.broker.KafkaClients;
import io.millrace.workbench.topics.TopicTable;
import io.millrace.workbench.topics.TopicTableException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AclBinding;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The least that each service needs of a broker with access control. */
@Command(
    name = "acls",
    mixinStandardHelpOptions = true,
    description = {
      "Prints, or applies, what each service may do on a broker with access control: the least that"
          + " it needs, from deploy/topics.yaml."
    })
public final class AclsCommand implements Callable<Integer> {

  private final Path repository;

  @Option(
      names = "--principal",
      paramLabel = "SERVICE=NAME",
      description =
          "who a service is on the broker, such as forecast-service=User:CN=forecast,O=us"
              + " (default: User: and the service's name)")
  Map<String, String> principals = new LinkedHashMap<>();

  @Option(names = "--topics", paramLabel = "FILE", description = "another table of topics")
  Path topics = Path.of("deploy", "topics.yaml");

  @Option(names = "--apply", description = "bring them to the broker instead of printing them")
  boolean apply;

  @Mixin BrokerOptions broker;

  @Spec CommandSpec spec;

  public AclsCommand() {
    this(Path.of(System.getProperty("millrace.repository", "")), new BrokerOptions());
  }

  AclsCommand(Path repository, BrokerOptions broker) {
    this.repository = repository;
    this.broker = broker;
  }

  @Override
  public Integer call() {
    principals.keySet().forEach(this::requireKnown);
    AccessRules rules = rules();
    return apply
        ? broker.attempt(spec.commandLine().getErr(), it -> apply(rules, it))
        : print(rules);
  }

  private AccessRules rules() {
    try {
      return new AccessRules(TopicTable.read(repository.resolve(topics)));
    } catch (TopicTableException | UnknownApplicationException e) {
      throw wrong("--topics: " + e.getMessage());
    }
  }

  private int print(AccessRules rules) {
    PrintWriter out = spec.commandLine().getOut();
    for (Application application : Application.values()) {
      out.println("# " + application.named());
      rules.of(application).forEach(rule -> out.println(command(rule, principal(application))));
    }
    out.flush();
    return 0;
  }

  /** As Kafka's own tool takes it; the cluster is the only one of its type. */
  private String command(AccessRules.Rule rule, String principal) {
    String operations =
        rule.operations().stream()
            .map(operation -> " --operation " + words(operation.name()))
            .collect(Collectors.joining());
    String resource =
        switch (rule.type()) {
          case CLUSTER -> "--cluster";
          case TRANSACTIONAL_ID -> "--transactional-id " + rule.name();
          default -> "--" + rule.type().name().toLowerCase(Locale.ROOT) + " " + rule.name();
        };
    return "kafka-acls --bootstrap-server %s --command-config admin.properties --add"
            .formatted(broker.bootstrap())
        + " --allow-principal '"
        + principal
        + "'"
        + operations
        + " "
        + resource
        + (rule.prefixed() ? " --resource-pattern-type prefixed" : "");
  }

  private static String words(String operation) {
    return Arrays.stream(operation.split("_", -1))
        .map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
        .collect(Collectors.joining());
  }

  private int apply(AccessRules rules, KafkaClients clients) {
    PrintWriter out = spec.commandLine().getOut();
    try (Admin admin = clients.admin()) {
      for (Application application : Application.values()) {
        List<AclBinding> bindings = rules.bindings(application, principal(application));
        admin.createAcls(bindings).all().get();
        out.printf(
            "%s: %d rules for %s%n", application.named(), bindings.size(), principal(application));
      }
      out.flush();
      return 0;
    } catch (ExecutionException e) {
      throw new BrokerException("the rules were not taken: " + e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BrokerException("interrupted");
    }
  }

  private String principal(Application application) {
    return principals.getOrDefault(application.named(), "User:" + application.named());
  }

  private void requireKnown(String service) {
    if (!Application.names().contains(service)) {
      throw wrong("--principal: a service is one of " + Application.names() + ", not " + service);
    }
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
