package io.millrace.workbench.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BrokerOptionsTest {

  private final List<String> asked = new ArrayList<>();
  private final StringWriter errors = new StringWriter();
  private final BrokerOptions options =
      new BrokerOptions(
          connection -> {
            asked.add(connection.get("bootstrap.servers"));
            return new FakeKafka();
          });

  @Test
  void withoutAnOptionItIsTheBrokerThatUpStarts() {
    int exit = options.attempt(new PrintWriter(errors), clients -> 3);

    assertThat(exit).isEqualTo(3);
    assertThat(asked).containsExactly("127.0.0.1:9092");
    assertThat(errors.toString()).isEmpty();
  }

  static Stream<Arguments> failures() {
    return Stream.of(
        Arguments.of(
            new TimeoutException("Timed out waiting for metadata"),
            "no broker answers at far:1 (Timed out waiting for metadata); `millrace up` starts one,"
                + " --bootstrap names another"),
        Arguments.of(
            new BrokerException("there is no topic x"), "there is no topic x (broker far:1)"),
        Arguments.of(
            new KafkaException("Failed to construct", new ConfigException("Invalid url")),
            "--bootstrap far:1: Invalid url"),
        Arguments.of(new InvalidProducerEpochException("fenced"), "broker far:1: fenced"));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void aFailureIsOneSentenceThatNamesTheBroker(RuntimeException failure, String sentence) {
    options.bootstrap = "far:1";

    int exit =
        options.attempt(
            new PrintWriter(errors),
            clients -> {
              throw failure;
            });

    assertThat(exit).isEqualTo(1);
    assertThat(errors.toString()).isEqualToIgnoringNewLines("millrace: " + sentence);
  }
}
