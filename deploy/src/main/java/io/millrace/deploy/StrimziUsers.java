package io.millrace.deploy;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * Who may do what as Strimzi's user operator takes it: users with a password (SCRAM), which the
 * operator makes and puts into a secret of the user's name.
 *
 * @see <a href="https://strimzi.io/docs/operators/latest/configuring">KafkaUser</a>
 */
final class StrimziUsers {

  private static final Map<ResourceType, String> TYPES =
      Map.of(
          ResourceType.TOPIC, "topic",
          ResourceType.GROUP, "group",
          ResourceType.TRANSACTIONAL_ID, "transactionalId",
          ResourceType.CLUSTER, "cluster");

  private StrimziUsers() {}

  /**
   * @param rules what the user may do; none denies
   */
  static Map<String, Object> user(String name, Collection<AclBinding> rules) {
    Map<String, Object> authorization = new LinkedHashMap<>();
    authorization.put("type", "simple");
    authorization.put("acls", acls(rules));
    Map<String, Object> spec = new LinkedHashMap<>();
    spec.put("authentication", Map.of("type", "scram-sha-512"));
    spec.put("authorization", authorization);
    return Strimzi.resource("KafkaUser", name, spec);
  }

  private static List<Map<String, Object>> acls(Collection<AclBinding> rules) {
    Map<ResourcePattern, List<String>> operations =
        rules.stream()
            .collect(
                Collectors.groupingBy(
                    AclBinding::pattern,
                    LinkedHashMap::new,
                    Collectors.mapping(StrimziUsers::operation, Collectors.toList())));
    return operations.entrySet().stream().map(each -> acl(each.getKey(), each.getValue())).toList();
  }

  private static Map<String, Object> acl(ResourcePattern pattern, List<String> operations) {
    Map<String, Object> resource = new TreeMap<>(Map.of("type", type(pattern)));
    if (pattern.resourceType() != ResourceType.CLUSTER) { // there is one, without a name
      resource.put("name", pattern.name());
      resource.put(
          "patternType", pattern.patternType() == PatternType.PREFIXED ? "prefix" : "literal");
    }
    Map<String, Object> acl = new LinkedHashMap<>();
    acl.put("resource", resource);
    acl.put("operations", operations);
    return acl;
  }

  private static String type(ResourcePattern pattern) {
    String type = TYPES.get(pattern.resourceType());
    if (type == null) {
      throw new IllegalArgumentException(pattern + " is of no type that Strimzi knows");
    }
    return type;
  }

  /** {@code IDEMPOTENT_WRITE} becomes {@code IdempotentWrite}. */
  private static String operation(AclBinding rule) {
    return List.of(rule.entry().operation().name().split("_")).stream()
        .map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
        .collect(Collectors.joining());
  }
}
