package io.millrace.workbench.acls;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.workbench.broker.BrokerOptions;
import io.millrace.workbench.broker.FakeKafka;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class AclsCommandTest {

  private static final Path REPOSITORY = Path.of("..");

  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter errors = new StringWriter();
  private final List<Map<String, String>> connections = new ArrayList<>();

  private int run(String... arguments) {
    BrokerOptions broker =
        new BrokerOptions(
            connection -> {
              connections.add(connection);
              return new FakeKafka();
            });
    return new CommandLine(new AclsCommand(REPOSITORY, broker))
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(errors))
        .execute(arguments);
  }

  @Test
  void whatEachServiceMayDoIsPrintedAsKafkasOwnToolTakesIt() {
    int exit = run("--bootstrap", "kafka:9093", "--principal", "forecast-service=User:CN=f,O=us");

    assertThat(exit).isZero();
    assertThat(out.toString().lines())
        .contains(
            "# forecast-service",
            "kafka-acls --bootstrap-server kafka:9093 --command-config admin.properties --add"
                + " --allow-principal 'User:CN=f,O=us' --operation Read --operation Describe"
                + " --topic series-events",
            "kafka-acls --bootstrap-server kafka:9093 --command-config admin.properties --add"
                + " --allow-principal 'User:CN=f,O=us' --operation Write --operation Describe"
                + " --transactional-id forecast-service- --resource-pattern-type prefixed",
            "kafka-acls --bootstrap-server kafka:9093 --command-config admin.properties --add"
                + " --allow-principal 'User:ingest-service' --operation IdempotentWrite --cluster");
  }

  @Test
  void nothingIsGrantedToAllOrOfAll() {
    run();

    assertThat(out.toString())
        .doesNotContain("User:*")
        .doesNotContain(" '*'")
        .doesNotContain("--operation All")
        .doesNotContain("--operation Delete")
        .doesNotContain("--operation Alter");
  }

  @Test
  void aServiceThatIsNoneIsRefused() {
    int exit = run("--principal", "stranger=User:c");

    assertThat(exit).isEqualTo(2);
    assertThat(errors.toString()).contains("--principal: a service is one of", "not stranger");
  }

  @Test
  void aTableThatNamesAStrangerIsRefused() throws IOException {
    Path table = folder.resolve("topics.yaml");
    Files.writeString(
        table, "topics:\n- {name: a, partitions: 1, retention: 1d, readBy: [stranger]}\n");

    int exit = run("--topics", table.toAbsolutePath().toString());

    assertThat(exit).isEqualTo(2);
    assertThat(errors.toString()).contains("a: writtenBy and readBy name", "not stranger");
  }

  @Test
  void theFileOfTheConnectionReachesTheClients() throws IOException {
    Path file = folder.resolve("kafka.properties");
    Files.writeString(file, "security.protocol=SASL_SSL\nsasl.mechanism=SCRAM-SHA-512\n");

    BrokerOptions broker =
        new BrokerOptions(
            connection -> {
              connections.add(connection);
              return new FakeKafka();
            });
    new CommandLine(broker).parseArgs("--bootstrap", "far:1", "--kafka-config", file.toString());
    broker.attempt(new PrintWriter(errors), clients -> 0);

    assertThat(connections)
        .containsExactly(
            Map.of(
                "bootstrap.servers", "far:1",
                "security.protocol", "SASL_SSL",
                "sasl.mechanism", "SCRAM-SHA-512"));
  }
}
