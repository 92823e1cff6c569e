package io.millrace.workbench.rejected;

import io.millrace.workbench.broker.BrokerOptions;
import io.millrace.workbench.broker.KafkaClients;
import io.millrace.workbench.broker.TopicScan;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** All that is known of one record that was refused. */
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    description = "Shows one refused record: why, from where, its headers and its bytes.")
final class ShowCommand implements Callable<Integer> {

  @Parameters(
      paramLabel = "PARTITION@OFFSET",
      converter = Place.Converter.class,
      description = "as the list gives it")
  Place place = new Place(0, 0);

  @Mixin BrokerOptions broker;

  @Spec CommandSpec spec;

  ShowCommand() {
    this(new BrokerOptions());
  }

  ShowCommand(BrokerOptions broker) {
    this.broker = broker;
  }

  @Override
  public Integer call() {
    return broker.attempt(spec.commandLine().getErr(), this::show);
  }

  private int show(KafkaClients clients) {
    PrintWriter out = spec.commandLine().getOut();
    try (Consumer<byte[], byte[]> consumer = clients.consumer()) {
      Rejected rejected = new RejectedTopic(new TopicScan(consumer), line -> {}).at(place);
      new RejectedDescription(rejected).lines().forEach(out::println);
    }
    out.flush();
    return 0;
  }
}
