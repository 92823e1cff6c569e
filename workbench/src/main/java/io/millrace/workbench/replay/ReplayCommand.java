package io.millrace.workbench.replay;

import io.millrace.workbench.Screen;
import io.millrace.workbench.csv.CsvRows;
import io.millrace.workbench.csv.InputOptions;
import io.millrace.workbench.csv.InvalidSeriesException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Sends a CSV file as a series through a running ingest-service. */
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    description =
        "Sends the rows of a CSV file (or one in gzip) as events of one series. Times without a"
            + " zone are UTC; an empty field, NaN, NA and null are missing values.")
public final class ReplayCommand implements Callable<Integer> {

  private static final int FAILED = 1;

  private static final int BAR = 30; // characters

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

  @Override
  public Integer call() throws InterruptedException {
    Screen screen = Screen.ofThisProcess();
    Outcome outcome = new Outcome(file);
    try (CsvRows rows = CsvRows.open(file, input.toReadOptions())) {
      skip(rows);
      new Replay(
              series,
              speed,
              new IngestClient(url)::send,
              Clock.systemUTC(),
              outcome,
              sent -> show(rows.progress(), sent, screen))
          .all(rows);
      report(outcome, screen);
      return outcome.allAccepted() ? 0 : FAILED;
    } catch (ReplayException | InvalidSeriesException | IllegalArgumentException e) {
      brokenOff(e, outcome, screen);
      return FAILED;
    }
  }

  private void skip(CsvRows rows) {
    for (long row = 0; row < fromRow && rows.hasNext(); row++) {
      rows.next();
    }
  }

  private static void show(double progress, Outcome outcome, Screen screen) {
    int done = (int) Math.round(progress * BAR);
    screen.status(
        String.format(
            Locale.ROOT,
            "[%s%s] %3.0f %%  %s",
            "#".repeat(done),
            ".".repeat(BAR - done),
            100 * progress,
            outcome));
  }

  private void brokenOff(RuntimeException reason, Outcome outcome, Screen screen) {
    if (outcome.rowsSettled() > 0) {
      report(outcome, screen);
      screen.say("--from-row " + (fromRow + outcome.rowsSettled()) + " goes on where this stopped");
    }
    screen.say("millrace: " + reason.getMessage());
  }

  private static void report(Outcome outcome, Screen screen) {
    screen.say(outcome.toString());
    outcome.reasons().forEach(reason -> screen.say("  " + reason));
  }
}
