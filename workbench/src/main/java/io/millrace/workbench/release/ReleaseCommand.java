package io.millrace.workbench.release;

import io.millrace.events.InvalidEventException;
import io.millrace.events.ModelRelease;
import io.millrace.events.ModelRelease.Role;
import io.millrace.events.ModelRelease.Slot;
import io.millrace.events.Topics;
import io.millrace.serving.InvalidBundleException;
import io.millrace.serving.ModelBundle;
import io.millrace.serving.store.BundleDigest;
import io.millrace.serving.store.BundleStores;
import io.millrace.serving.store.BundleZip;
import io.millrace.workbench.broker.BrokerOptions;
import io.millrace.workbench.models.Bundles;
import io.millrace.workbench.models.UnknownBundleException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says on {@code model-releases} which version of a model services are to run. */
@Command(
    name = "release",
    description = "Releases a version of a model, to be served or to run as a shadow.",
    footerHeading = "%n",
    footer = {
      "Running services fetch the bundle, check it, and swap it in between two batches. One that they"
          + " refuse changes nothing: the version before goes on.",
      "To roll back, release the earlier version again."
    })
public final class ReleaseCommand implements Callable<Integer> {

  private static final int FAILED = 1;

  private final BundleSource source;
  private final Clock clock;

  @Parameters(
      arity = "0..1",
      paramLabel = "MODEL",
      description = "NAME (its newest version), NAME/VERSION, or a bundle's folder")
  @Nullable String model;

  @Option(names = "--version", paramLabel = "V", description = "the version, if not the newest")
  @Nullable String version;

  @Option(
      names = "--uri",
      paramLabel = "URI",
      description =
          "where services find the bundle: the file:, http:, https: or s3: address of a zip file, or"
              + " a folder; it is fetched and checked first (default: its folder on this machine)")
  @Nullable String uri;

  @Option(
      names = "--shadow",
      description = "run it beside what serves; its answers go to " + Topics.INFERENCES_SHADOW)
  boolean shadow;

  @Option(names = "--withdraw", description = "take back what was released as MODEL")
  boolean withdraw;

  @Option(names = "--list", description = "show what is released")
  boolean list;

  @Option(
      names = "--zip",
      paramLabel = "FILE",
      description = "write the bundle as a zip file for an HTTP or S3 store, and release nothing")
  @Nullable Path zip;

  @Option(
      names = "--models",
      paramLabel = "DIR",
      description = "where bundles are looked for (default: those built and trained here)")
  List<Path> models = List.of();

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help message and exit.")
  boolean help;

  @Mixin BrokerOptions broker;

  @Spec CommandSpec spec;

  public ReleaseCommand() {
    this(
        new BundleSource(Bundles.ofRepository(), BundleStores.standard()),
        Clock.systemUTC(),
        new BrokerOptions());
  }

  ReleaseCommand(BundleSource source, Clock clock, BrokerOptions broker) {
    this.source = source;
    this.clock = clock;
    this.broker = broker;
  }

  @Override
  public Integer call() {
    requireOneTask();
    try {
      return task();
    } catch (UnknownBundleException | InvalidBundleException | InvalidEventException e) {
      return failed(e.getMessage());
    } catch (IOException e) {
      return failed(e instanceof FileSystemException ? e.toString() : e.getMessage());
    }
  }

  private void requireOneTask() {
    if (List.of(withdraw, list, zip != null).stream().filter(each -> each).count() > 1) {
      throw new ParameterException(
          spec.commandLine(), "--list, --withdraw and --zip are tasks of their own");
    }
    if (list == (model != null)) {
      throw new ParameterException(
          spec.commandLine(), list ? "--list takes no MODEL" : "which MODEL? --list shows some");
    }
  }

  private int task() throws IOException {
    String reference = String.valueOf(model);
    if (list) {
      return broker.attempt(err(), clients -> show(new ReleaseTopic(clients)));
    }
    if (withdraw) {
      Slot slot = new Slot(reference, role());
      return announced(announcer -> announcer.withdraw(slot));
    }
    return zip == null ? release(reference) : zip(reference, zip);
  }

  private int release(String reference) throws IOException {
    Releasable found =
        uri == null
            ? source().released(source().here(reference, version()))
            : source().at(BundleStores.uri(uri), Wanted.of(reference, version()));
    ModelRelease release = found.release(role(), clock.instant().truncatedTo(ChronoUnit.MILLIS));
    return announced(announcer -> announcer.publish(release));
  }

  private int announced(Consumer<Announcer> what) {
    return broker.attempt(
        err(),
        clients -> {
          what.accept(new Announcer(new ReleaseTopic(clients), this::say));
          return 0;
        });
  }

  private int show(ReleaseTopic topic) {
    List<ReleaseTopic.Entry> entries = topic.entries();
    ReleaseTable.lines(entries.stream().flatMap(entry -> entry.release().stream()).toList())
        .forEach(this::say);
    entries.stream()
        .filter(entry -> entry.release().isEmpty())
        .forEach(entry -> failed(entry.key() + " is no release: " + entry.problem()));
    return 0;
  }

  private int zip(String reference, Path file) throws IOException {
    ModelBundle bundle = source().here(reference, version());
    ModelBundle.read(bundle.directory());
    BundleZip.write(bundle.directory(), file);
    say("wrote " + bundle + " to " + file);
    say("  sha256  " + BundleDigest.of(bundle.directory()) + " of the bundle, whatever carries it");
    say("  next    put it where services can fetch it, then");
    say(
        "          millrace release "
            + bundle.manifest().name()
            + "/"
            + bundle.manifest().version()
            + " --uri ADDRESS");
    return 0;
  }

  private BundleSource source() {
    return models.isEmpty() ? source : new BundleSource(new Bundles(models), source.store());
  }

  private Optional<String> version() {
    return Optional.ofNullable(version);
  }

  private Role role() {
    return shadow ? Role.SHADOW : Role.SERVING;
  }

  private void say(String line) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(line);
    out.flush();
  }

  private int failed(@Nullable String why) {
    err().println("millrace: " + why);
    err().flush();
    return FAILED;
  }

  private PrintWriter err() {
    return spec.commandLine().getErr();
  }
}
