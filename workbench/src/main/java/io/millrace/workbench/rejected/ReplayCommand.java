package io.millrace.workbench.rejected;

import io.millrace.events.Rejection;
import io.millrace.workbench.broker.BrokerOptions;
import io.millrace.workbench.broker.KafkaClients;
import io.millrace.workbench.broker.TopicScan;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Sends refused records to where they were, as they were. */
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    description = {
      "Sends refused records back to the topic they were on, with their own key, bytes and headers,"
          + " all in one transaction.",
      "",
      "The header "
          + Rejection.REPLAY_OF
          + " says which rejection each stands for. A record that"
          + " was replayed and refused again is sent once. One that was replayed with success is not"
          + " known to be so: --all sends it again, --since narrows that down."
    })
final class ReplayCommand implements Callable<Integer> {

  private static final int FAILED = 1;

  private final Clock clock;

  @Parameters(arity = "0..*", paramLabel = "PARTITION@OFFSET", description = "as the list gives it")
  List<String> places = new ArrayList<>();

  @Option(names = "--all", description = "all that --topic, --stage and --since leave")
  boolean all;

  @Mixin Selection selection = new Selection();

  @Option(names = "--dry-run", description = "only say what would be sent")
  boolean dryRun;

  @Mixin BrokerOptions broker;

  @Spec CommandSpec spec;

  ReplayCommand() {
    this(Clock.systemUTC(), new BrokerOptions());
  }

  ReplayCommand(Clock clock, BrokerOptions broker) {
    this.clock = clock;
    this.broker = broker;
  }

  @Override
  public Integer call() {
    if (all != places.isEmpty() || (!all && selection.isGiven())) {
      throw new ParameterException(
          spec.commandLine(),
          "give places such as 2@17, or --all (and with it --topic, --stage, --since)");
    }
    Set<Place> given = given();
    return broker.attempt(spec.commandLine().getErr(), clients -> replay(clients, given));
  }

  /** Each once. */
  private Set<Place> given() {
    try {
      return new TreeSet<>(places.stream().map(Place::parse).toList());
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private int replay(KafkaClients clients, Set<Place> given) {
    Optional<Instant> since = selection.start(clock.instant());
    try (Consumer<byte[], byte[]> rejections = clients.consumer();
        Consumer<byte[], byte[]> originals = clients.consumer()) {
      TopicScan scan = new TopicScan(rejections);
      Chosen chosen = new Chosen();
      forEach(new RejectedTopic(scan, this::complain), given, since, chosen::add);
      RejectedTopic again = new RejectedTopic(scan, line -> {}); // complained of above
      Replay replay = new Replay(new Originals(new TopicScan(originals)));
      send(
          clients,
          chosen.places(),
          box -> forEach(again, given, since, each -> replay.offer(each, chosen.places(), box)));
      return report(chosen, replay);
    }
  }

  private void forEach(
      RejectedTopic topic,
      Set<Place> given,
      Optional<Instant> since,
      java.util.function.Consumer<Rejected> each) {
    if (all) {
      topic.forEach(selection, since, each);
    } else {
      topic.forEach(given, each);
    }
  }

  private void send(KafkaClients clients, Set<Place> chosen, Outbox.Letters letters) {
    if (dryRun) {
      letters.write(record -> {});
    } else if (!chosen.isEmpty()) {
      new Outbox(clients).send(letters);
    }
  }

  private int report(Chosen chosen, Replay replay) {
    PrintWriter out = spec.commandLine().getOut();
    if (replay.sentTo().isEmpty()) {
      out.println("nothing to replay");
    }
    replay
        .sentTo()
        .forEach(
            (topic, count) ->
                out.println((dryRun ? "would replay " : "replayed ") + count + " to " + topic));
    chosen
        .superseded()
        .forEach(
            (earlier, later) ->
                out.println(earlier + " was replayed before and refused again as " + later));
    out.flush();
    replay.leftOut().forEach((place, why) -> complain(place + " cannot be replayed: " + why));
    return replay.leftOut().isEmpty() ? 0 : FAILED;
  }

  private void complain(String line) {
    PrintWriter err = spec.commandLine().getErr();
    err.println("millrace: " + line);
    err.flush();
  }
}
