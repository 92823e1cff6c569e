package io.millrace.workbench.keys;

import java.io.IOException;
import java.io.PrintWriter;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes a key, shows it once, and keeps its hash. */
@Command(
    name = "create",
    mixinStandardHelpOptions = true,
    description = {
      "Makes a key and prints it, which happens only once: the file keeps its SHA-256.",
      "",
      "To change a client's key, create a second one, have the client use it, and revoke the first."
    })
final class CreateCommand implements Callable<Integer> {

  private final Clock clock;
  private final RandomGenerator random;

  @Option(
      names = "--client",
      paramLabel = "NAME",
      required = true,
      description = "whose key it is; keys of one name are one client, with one quota")
  String client = "";

  @Option(
      names = "--scope",
      paramLabel = "SCOPE",
      required = true,
      description =
          "text:KEYS, sensor:KEYS or series:KEYS, KEYS being a key or with * for any characters;"
              + " or metrics, or admin; may be given several times")
  List<String> scopes = List.of();

  @Option(
      names = "--expires",
      paramLabel = "WHEN",
      description = "e.g. 90d or 2027-01-31 (default: never)")
  @Nullable String expires;

  @Option(names = "--records-per-second", paramLabel = "N", description = "the client's quota")
  @Nullable Long recordsPerSecond;

  @Option(names = "--bytes-per-second", paramLabel = "N", description = "the client's quota")
  @Nullable Long bytesPerSecond;

  @Mixin FileOption file = new FileOption();

  @Spec CommandSpec spec;

  CreateCommand() {
    this(Clock.systemUTC(), new SecureRandom());
  }

  CreateCommand(Clock clock, RandomGenerator random) {
    this.clock = clock;
    this.random = random;
  }

  @Override
  public Integer call() {
    return file.attempt(spec.commandLine().getErr(), this::create);
  }

  private void create(KeysFile keys) throws IOException {
    Instant now = clock.instant();
    Permission permission =
        new Permission(
            client,
            scopes,
            Optional.ofNullable(expires).map(text -> Expiry.parse(text, now)),
            optional(recordsPerSecond),
            optional(bytesPerSecond));
    KeysText before = keys.read();
    NewKey key = unused(before);
    keys.write(before.with(permission.entry(key)));
    show(key, permission);
  }

  private NewKey unused(KeysText before) {
    List<String> ids = before.rows().stream().map(KeyRow::id).toList();
    return Stream.generate(() -> NewKey.draw(random))
        .filter(key -> !ids.contains(key.id()))
        .findFirst()
        .orElseThrow();
  }

  /** The key alone on standard output, so that a script can take it. */
  private void show(NewKey key, Permission permission) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(key.text());
    out.flush();
    PrintWriter err = spec.commandLine().getErr();
    err.println(
        "key %s of %s for %s, %s; this is the only time that it is shown"
            .formatted(
                key.id(),
                client,
                String.join(" ", scopes),
                permission.expires().map(at -> "until " + at).orElse("without end")));
    err.flush();
  }

  private static OptionalLong optional(@Nullable Long value) {
    return value == null ? OptionalLong.empty() : OptionalLong.of(value);
  }
}
