package io.millrace.forecast.stream;

import static io.millrace.forecast.stream.TestStream.START;
import static io.millrace.forecast.stream.TestStream.reading;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.events.ForecastJob;
import io.millrace.events.Inference;
import io.millrace.events.Topics;
import io.millrace.forecast.jobs.Job;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What follows from a record belongs to its trace, whatever else is in the task. */
class TraceStreamTest {

  private static final String ONE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
  private static final String OTHER = ONE.replace("0af7", "1af7");

  @TempDir Path folder;
  private TestStream stream;

  @AfterEach
  void close() {
    stream.close();
  }

  @Test
  void aForecastBelongsToTheTraceOfTheReadingThatClosedItsStep() {
    stream = new TestStream(folder, 2, job(AlertStreamTest.GONE));
    stream.serve(new DriftForecaster("drift", "a"));
    for (int second = 0; second < 30; second++) {
      stream.pipe(reading("s", second, second), ONE);
      stream.pipe(reading("t", second, second));
      stream.pipe(reading("u", second, second), OTHER);
      stream.waitForPunctuation();
    }

    List<TestRecord<byte[], byte[]>> forecasts = stream.records(Topics.FORECASTS);

    assertThat(forecasts).hasSizeGreaterThan(3);
    forecasts.forEach(
        forecast ->
            assertThat(traces(forecast))
                .isEqualTo(
                    Map.of("s", List.of(ONE), "t", List.of(), "u", List.of(OTHER))
                        .get(new String(forecast.key(), UTF_8))));
  }

  @Test
  void anAlertBelongsToTheTraceOfTheRecordThatRaisedOrEndedIt() {
    stream =
        new TestStream(
            folder,
            1,
            job(
                "{\"name\":\"angry\",\"kind\":\"label-count\",\"label\":\"complaint\",\"points\":1,\"of\":1}"));
    stream.pipe(inference(0, "complaint"), ONE);
    stream.pipe(inference(1, "praise"), OTHER);
    stream.pipe(inference(2, "complaint"));

    List<TestRecord<byte[], byte[]>> alerts = stream.records(Topics.ALERTS);

    assertThat(alerts)
        .extracting(TraceStreamTest::traces)
        .containsExactly(List.of(ONE), List.of(OTHER), List.of());
  }

  @Test
  void aSilenceThatAReadingEndsIsOfItsTraceAndOneThatNobodyBrokeIsOfNone() {
    stream = new TestStream(folder, 1, job(AlertStreamTest.GONE));
    for (int second = 0; second < 20; second++) {
      stream.pipe(reading("s", second, 1), ONE);
    }
    stream.pipe(reading("other", 60, 1), ONE);
    stream.advance(Duration.ofSeconds(1));
    stream.pipe(reading("s", 70, 1), OTHER);

    List<TestRecord<byte[], byte[]>> alerts = stream.records(Topics.ALERTS);

    assertThat(alerts)
        .extracting(TraceStreamTest::traces)
        .containsExactly(List.of(), List.of(OTHER));
  }

  private static Job job(String rule) {
    String json = "{\"series\":\"*\",\"rules\":[" + rule + "]}";
    return Job.of(ForecastJob.asked("job", json.getBytes(UTF_8), Instant.EPOCH));
  }

  private static List<String> traces(TestRecord<byte[], byte[]> record) {
    List<String> traces = new ArrayList<>();
    for (Header header : record.headers().headers("traceparent")) {
      traces.add(new String(header.value(), UTF_8));
    }
    return traces;
  }

  private static Inference inference(int second, String label) {
    return new Inference(
        "e" + second,
        "text",
        "mail",
        START.plusSeconds(second),
        "mail-sorter",
        "1",
        label,
        Map.of(label, 0.99));
  }
}
