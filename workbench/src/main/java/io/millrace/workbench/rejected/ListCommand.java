package io.millrace.workbench.rejected;

import io.millrace.workbench.broker.BrokerOptions;
import io.millrace.workbench.broker.KafkaClients;
import io.millrace.workbench.broker.TopicScan;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A line for each record that was refused. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "Lists what was refused: where it is, where it was from, by whom and why.")
final class ListCommand implements Callable<Integer> {

  private final Clock clock;

  @Mixin Selection selection = new Selection();

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "no more than the last N (default: ${DEFAULT-VALUE})")
  int limit = 20;

  @Mixin BrokerOptions broker;

  @Spec CommandSpec spec;

  ListCommand() {
    this(Clock.systemUTC(), new BrokerOptions());
  }

  ListCommand(Clock clock, BrokerOptions broker) {
    this.clock = clock;
    this.broker = broker;
  }

  @Override
  public Integer call() {
    if (limit < 1) {
      throw new ParameterException(spec.commandLine(), "--limit must be at least 1");
    }
    return broker.attempt(spec.commandLine().getErr(), this::list);
  }

  private int list(KafkaClients clients) {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    Latest latest = new Latest(limit);
    try (Consumer<byte[], byte[]> consumer = clients.consumer()) {
      new RejectedTopic(new TopicScan(consumer), line -> err.println("millrace: " + line))
          .forEach(selection, selection.start(clock.instant()), latest::add);
    }
    latest.lines().forEach(out::println);
    out.flush();
    return 0;
  }
}
