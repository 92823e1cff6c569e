package io.millrace.workbench.acls;

import static org.apache.kafka.common.acl.AclOperation.CREATE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE_CONFIGS;
import static org.apache.kafka.common.acl.AclOperation.IDEMPOTENT_WRITE;
import static org.apache.kafka.common.acl.AclOperation.READ;
import static org.apache.kafka.common.acl.AclOperation.WRITE;

import io.millrace.workbench.topics.TopicTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.Resource;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * The least that each application needs. All is allowed, nothing denied: a broker refuses what no
 * rule allows.
 */
public final class AccessRules {

  private final TopicTable topics;

  /**
   * @throws UnknownApplicationException if the table names somebody who is no application
   */
  public AccessRules(TopicTable topics) {
    this.topics = topics;
    topics.names().forEach(this::requireKnown);
  }

  /**
   * One rule.
   *
   * @param prefixed whether it is about all whose names begin so
   */
  public record Rule(
      ResourceType type, String name, boolean prefixed, List<AclOperation> operations) {

    public Rule {
      operations = List.copyOf(operations);
    }

    private Stream<AclBinding> bindings(String principal) {
      ResourcePattern pattern =
          new ResourcePattern(type, name, prefixed ? PatternType.PREFIXED : PatternType.LITERAL);
      return operations.stream()
          .map(
              operation ->
                  new AclBinding(
                      pattern,
                      new AccessControlEntry(principal, "*", operation, AclPermissionType.ALLOW)));
    }
  }

  /** What an application may do, topics first. */
  public List<Rule> of(Application application) {
    List<Rule> rules = new ArrayList<>();
    topics.names().forEach(topic -> topic(application, topic, rules));
    for (String prefix : new TreeSet<>(application.ownTopicPrefixes())) {
      rules.add(
          prefixed(ResourceType.TOPIC, prefix, READ, WRITE, CREATE, DESCRIBE, DESCRIBE_CONFIGS));
    }
    for (String prefix : new TreeSet<>(application.groupPrefixes())) {
      rules.add(prefixed(ResourceType.GROUP, prefix, READ, DESCRIBE));
    }
    for (String prefix : new TreeSet<>(application.transactionPrefixes())) {
      rules.add(prefixed(ResourceType.TRANSACTIONAL_ID, prefix, WRITE, DESCRIBE));
    }
    if (rules.stream().anyMatch(rule -> rule.operations().contains(WRITE))) {
      rules.add(
          new Rule(ResourceType.CLUSTER, Resource.CLUSTER_NAME, false, List.of(IDEMPOTENT_WRITE)));
    }
    return List.copyOf(rules);
  }

  /**
   * The same as Kafka's own.
   *
   * @param principal such as {@code User:forecast-service}
   */
  public List<AclBinding> bindings(Application application, String principal) {
    return of(application).stream().flatMap(rule -> rule.bindings(principal)).toList();
  }

  private void topic(Application application, String topic, List<Rule> rules) {
    List<AclOperation> operations = new ArrayList<>();
    if (topics.readers(topic).contains(application.named())) {
      operations.add(READ);
    }
    if (topics.writers(topic).contains(application.named())) {
      operations.add(WRITE);
    }
    if (!operations.isEmpty()) {
      operations.add(DESCRIBE);
      rules.add(new Rule(ResourceType.TOPIC, topic, false, operations));
    }
  }

  private static Rule prefixed(ResourceType type, String prefix, AclOperation... operations) {
    return new Rule(type, prefix, true, Arrays.asList(operations));
  }

  private void requireKnown(String topic) {
    String unknown =
        Stream.concat(topics.writers(topic).stream(), topics.readers(topic).stream())
            .filter(name -> !Application.names().contains(name))
            .sorted()
            .collect(Collectors.joining(", "));
    if (!unknown.isEmpty()) {
      throw new UnknownApplicationException(
          topic + ": writtenBy and readBy name " + Application.names() + ", not " + unknown);
    }
  }
}
