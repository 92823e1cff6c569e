package io.millrace.workbench.replay;

import io.millrace.events.SeriesEvent;
import io.millrace.workbench.Screen;
import io.millrace.workbench.csv.CsvRows;
import io.millrace.workbench.csv.InputOptions;
import io.millrace.workbench.csv.InvalidSeriesException;
import io.millrace.workbench.up.DurationConverter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Sends a CSV file as a series through a running ingest-service, or only checks it. */
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    description =
        "Sends the rows of a CSV file (or one in gzip) as events of one series. Times without a"
            + " zone are UTC; an empty field, NaN, NA and null are missing values. The environment"
            + " variable "
            + ApiKey.VARIABLE
            + " holds the key of a service that wants one.")
public final class ReplayCommand implements Callable<Integer> {

  private static final int FAILED = 1;
  private static final int INTERRUPTED = 130; // as shells have it
  private static final int REASONS_TOLD = 5;

  private final Map<String, String> environment;
  private final Clock clock = Clock.systemUTC();

  @Parameters(
      paramLabel = "FILE.csv",
      description = "numbers in columns, comma, semicolon or tab between them, and a time")
  Path file = Path.of("");

  @Option(
      names = "--series",
      required = true,
      paramLabel = "NAME",
      description = "key of the events")
  String series = "";

  @Mixin InputOptions input = new InputOptions();

  @Option(
      names = "--speed",
      paramLabel = "max|60x",
      converter = Speed.Converter.class,
      description = "as fast as rows are taken (max), or so many times faster than they happened")
  Speed speed = Speed.MAXIMUM;

  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "of ingest-service (default: ${DEFAULT-VALUE})")
  URI url = URI.create("http://127.0.0.1:8081");

  @Option(
      names = "--from-row",
      paramLabel = "N",
      description = "skip the first N rows of data (default: ${DEFAULT-VALUE})")
  long fromRow;

  @Option(
      names = "--patience",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      description =
          "how long rows are sent again while the service is busy or away, such as 90s or 1h"
              + " (default: 2m)")
  Duration patience = Patience.USUAL;

  @Option(
      names = "--dry-run",
      description = "only read and check every row, and say what is wrong with which; no service")
  boolean dryRun;

  public ReplayCommand() {
    this(System.getenv());
  }

  ReplayCommand(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  @Override
  public Integer call() {
    return run(Screen.ofThisProcess());
  }

  int run(Screen screen) {
    Outcome outcome =
        new Outcome(file, dryRun ? Long.MAX_VALUE : REASONS_TOLD, line -> screen.say("  " + line));
    try (Interruption interruption = Interruption.ofThisThread()) { // until all is said
      return run(screen, outcome);
    }
  }

  private int run(Screen screen, Outcome outcome) {
    try (CsvRows rows = CsvRows.open(file, input.toReadOptions())) {
      ReplayProgress progress = new ReplayProgress(screen, clock, rows::progress);
      skip(rows);
      replay(outcome, progress).all(rows);
      report(outcome, progress, screen);
      return outcome.rejected() == 0 ? 0 : FAILED;
    } catch (ReplayException | InvalidSeriesException | IllegalArgumentException e) {
      brokenOff(String.valueOf(e.getMessage()), outcome, screen);
      return FAILED;
    } catch (InterruptedException e) {
      brokenOff("interrupted", outcome, screen);
      return INTERRUPTED;
    }
  }

  private Replay replay(Outcome outcome, ReplayProgress progress) {
    return new Replay(
        series,
        dryRun ? Speed.MAXIMUM : speed,
        dryRun ? ReplayCommand::accepted : client(progress),
        clock,
        Pause.REAL,
        outcome,
        progress::sent);
  }

  private IngestClient client(ReplayProgress progress) {
    return new IngestClient(
        url, ApiKey.of(environment), new Patience(patience, clock, Pause.REAL, progress::waiting));
  }

  /** That the rows are events at all is what a dry run asks. */
  private static Receipt accepted(List<SeriesEvent> batch) {
    return new Receipt(batch.size(), 0, List.of());
  }

  private void skip(CsvRows rows) {
    for (long row = 0; row < fromRow && rows.hasNext(); row++) {
      rows.next();
    }
  }

  private void brokenOff(String reason, Outcome outcome, Screen screen) {
    if (outcome.hasRead()) {
      screen.say(outcome.toString());
      screen.say("--from-row " + (fromRow + outcome.rowsSettled()) + " goes on where this stopped");
    }
    screen.say("millrace: " + reason);
  }

  private void report(Outcome outcome, ReplayProgress progress, Screen screen) {
    if (outcome.untold() > 0) {
      screen.say("  and " + outcome.untold() + " more");
    }
    screen.say(dryRun ? checked(outcome) : progress.summary(outcome));
  }

  private static String checked(Outcome outcome) {
    return String.format(
        Locale.ROOT,
        "%,d rows are valid, %,d are not; nothing was sent",
        outcome.accepted(),
        outcome.rejected());
  }
}
