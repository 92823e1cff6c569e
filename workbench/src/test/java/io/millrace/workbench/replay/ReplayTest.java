package io.millrace.workbench.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.millrace.events.SeriesEvent;
import io.millrace.workbench.csv.CsvRows;
import io.millrace.workbench.csv.ReadOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayTest {

  private static final SeriesEvent EVENT =
      new SeriesEvent("s", Instant.EPOCH, 0, SeriesEvent.Kind.OBSERVED, Map.of("a", 1.0), Map.of());

  @TempDir Path folder;

  @Test
  void everyRowIsAcceptedOrToldWithItsLine() throws Exception {
    Path file = csv("date,a", "2020-01-01,1", "2020-01-02,x", "2020-01-03,3");
    Outcome outcome = new Outcome(file);
    List<SeriesEvent> sent = new ArrayList<>();

    replay(file, outcome, batch -> refusingTheLast(batch, sent));

    assertThat(sent).extracting(event -> event.values().get("a")).containsExactly(1.0, 3.0);
    assertThat(outcome).hasToString("1 rows accepted, 2 rejected");
    assertThat(outcome.reasons())
        .containsExactly(
            file + ":3: column a holds 'x', not a number", file + ":4: values: too odd");
  }

  @Test
  void afterABreakOnlyWhatWasSentNeedsNotBeSentAgain() throws Exception {
    List<String> rows = new ArrayList<>(List.of("date,a"));
    for (int row = 0; row < 700; row++) {
      rows.add(row + ",1");
    }
    Path file = csv(rows.toArray(String[]::new));
    Outcome outcome = new Outcome(file);
    Iterator<Receipt> answers = List.of(new Receipt(500, 0, List.of())).iterator();

    assertThatThrownBy(() -> replay(file, outcome, batch -> answers.next()))
        .isInstanceOf(java.util.NoSuchElementException.class);

    assertThat(outcome.rowsSettled()).isEqualTo(500);
  }

  @Test
  void aServiceThatIsUnavailableIsAskedAgain() throws Exception {
    try (FakeIngest ingest = new FakeIngest(503, 202)) {
      Receipt receipt = new IngestClient(ingest.url()).send(List.of(EVENT, EVENT));

      assertThat(receipt.accepted()).isEqualTo(2);
      assertThat(ingest.bodies).hasSize(2).allMatch(body -> body.lines().count() == 2);
    }
  }

  @Test
  void aServiceThatIsNotThereIsToldPlainly() throws Exception {
    URI gone;
    try (FakeIngest ingest = new FakeIngest()) {
      gone = ingest.url();
    }

    assertThatThrownBy(() -> new IngestClient(gone).send(List.of(EVENT)))
        .isInstanceOf(ReplayException.class)
        .hasMessageContaining("does not answer; is `millrace up` running?");
  }

  @Test
  void anHourAtSixtyTimesTheSpeedTakesAMinute() {
    assertThat(new Speed.Converter().convert("60x").due(Duration.ofHours(1)))
        .isEqualTo(Duration.ofMinutes(1));
    assertThat(Speed.MAXIMUM.due(Duration.ofDays(1))).isZero();
  }

  private static Receipt refusingTheLast(List<SeriesEvent> batch, List<SeriesEvent> sent) {
    sent.addAll(batch);
    int last = batch.size() - 1;
    return new Receipt(last, 1, List.of(new Receipt.Refusal(last, "values", "too odd")));
  }

  private static void replay(Path file, Outcome outcome, Replay.BatchSender sender)
      throws InterruptedException {
    try (CsvRows rows = CsvRows.open(file, ReadOptions.detect())) {
      new Replay("s", Speed.MAXIMUM, sender, Clock.systemUTC(), outcome, progress -> {}).all(rows);
    }
  }

  private Path csv(String... lines) throws IOException {
    return Files.write(folder.resolve("s.csv"), List.of(lines));
  }

  /** Answers with one status after the other, and asks to be tried again at once. */
  private static final class FakeIngest implements AutoCloseable {

    private final HttpServer server;
    final List<String> bodies = new ArrayList<>();

    FakeIngest(Integer... statuses) throws IOException {
      Iterator<Integer> next = List.of(statuses).iterator();
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext(
          "/events/series",
          exchange -> {
            bodies.add(
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            byte[] answer =
                "{\"accepted\":2,\"rejected\":0,\"errors\":[]}".getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Retry-After", "0");
            exchange.sendResponseHeaders(next.next(), answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
          });
      server.start();
    }

    URI url() {
      return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
      server.stop(0);
    }
  }
}
