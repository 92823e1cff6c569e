package io.millrace.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.strimzi.api.kafka.model.topic.KafkaTopic;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.Test;

class GeneratedFilesTest {

  @Test
  void whatIsCommittedIsWhatWouldBeMade() {
    Map<Path, String> files = GeneratedFiles.of(Here.DEPLOY);

    assertThat(files)
        .hasSizeGreaterThanOrEqualTo(3)
        .allSatisfy((file, content) -> assertThat(file).hasContent(content));
  }

  @Test
  void strimziGetsEveryTopicAndNoOther() {
    Path file = Here.DEPLOY.resolve("kubernetes/overlays/strimzi/topics.yaml");

    Set<String> names =
        StrictYaml.documents(Here.text(file)).stream()
            .map(document -> (KafkaTopic) Kinds.typed(document))
            .map(topic -> topic.getMetadata().getName())
            .collect(Collectors.toSet());

    assertThat(names).isEqualTo(io.millrace.events.Topics.ALL);
  }

  @Test
  void aUserMayDoWhatTheRulesSay() {
    List<AclBinding> rules =
        List.of(
            rule(ResourceType.TOPIC, "alerts", PatternType.LITERAL, AclOperation.READ),
            rule(ResourceType.TOPIC, "alerts", PatternType.LITERAL, AclOperation.DESCRIBE),
            rule(ResourceType.GROUP, "mine-", PatternType.PREFIXED, AclOperation.READ),
            rule(
                ResourceType.CLUSTER,
                "kafka-cluster",
                PatternType.LITERAL,
                AclOperation.IDEMPOTENT_WRITE));

    String written = Yaml.written("", List.of(StrimziUsers.user("me", rules)));

    assertThat(written)
        .isEqualTo(
            """
            ---
            apiVersion: kafka.strimzi.io/v1beta2
            kind: KafkaUser
            metadata:
              name: me
              labels:
                strimzi.io/cluster: millrace
                app.kubernetes.io/part-of: millrace
            spec:
              authentication:
                type: scram-sha-512
              authorization:
                type: simple
                acls:
                - resource:
                    name: alerts
                    patternType: literal
                    type: topic
                  operations:
                  - Read
                  - Describe
                - resource:
                    name: mine-
                    patternType: prefix
                    type: group
                  operations:
                  - Read
                - resource:
                    type: cluster
                  operations:
                  - IdempotentWrite
            """);
    assertThat(Kinds.typed(StrictYaml.documents(written).get(0))).isNotNull();
  }

  private static AclBinding rule(
      ResourceType type, String name, PatternType pattern, AclOperation operation) {
    return new AclBinding(
        new ResourcePattern(type, name, pattern),
        new AccessControlEntry("User:me", "*", operation, AclPermissionType.ALLOW));
  }
}
