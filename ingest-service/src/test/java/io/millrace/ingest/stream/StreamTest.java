package io.millrace.ingest.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.millrace.events.Topics;
import io.millrace.ingest.RecordedSink;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class StreamTest {

  @Inject RecordedSink sink;

  @TestHTTPResource("/stream")
  URI uri;

  private final List<WebSocket> devices = new ArrayList<>();

  @BeforeEach
  void reset() {
    sink.reset();
  }

  @AfterEach
  void disconnect() {
    devices.forEach(WebSocket::abort);
  }

  /** A device that writes down what it is told. */
  private static final class Ear implements WebSocket.Listener {

    private final List<String> told = new CopyOnWriteArrayList<>();
    private final StringBuilder partial = new StringBuilder();
    private volatile int closed;

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      partial.append(data);
      if (last) {
        told.add(partial.toString());
        partial.setLength(0);
      }
      socket.request(1);
      return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
      told.add(reason);
      closed = code;
      return null;
    }

    void awaits(String message) {
      await().untilAsserted(() -> assertThat(told).contains(message));
    }
  }

  private WebSocket connect(String session, Ear ear) {
    URI at = URI.create(uri.toString().replace("http:", "ws:") + "?session=" + session);
    WebSocket device = HttpClient.newHttpClient().newWebSocketBuilder().buildAsync(at, ear).join();
    devices.add(device);
    return device;
  }

  private static String message(long sequence, String event) {
    return "{\"sequence\":" + sequence + ",\"kind\":\"text\",\"event\":" + event + "}";
  }

  private static String text(String words) {
    return "{\"source\":\"device\",\"at\":\"2026-01-31T12:00:00Z\",\"text\":\"" + words + "\"}";
  }

  private List<String> acceptedIds() {
    return sink.of(Topics.TEXT_ACCEPTED).stream().map(StreamTest::id).collect(Collectors.toList());
  }

  private static String id(ProducerRecord<byte[], byte[]> record) {
    return new String(record.headers().lastHeader("ce_id").value(), UTF_8);
  }

  @Test
  void messagesAreAcknowledgedByTheirNumber() {
    Ear ear = new Ear();
    WebSocket device = connect("a", ear);
    ear.awaits("{\"session\":\"a\",\"acknowledged\":0,\"window\":1000}");

    device.sendText(message(1, text("one")), true).join();
    device.sendText(message(2, text("two")), true).join();

    ear.awaits("{\"acknowledged\":2}");
    assertThat(acceptedIds()).containsExactly("anonymous/stream/a/1", "anonymous/stream/a/2");
  }

  @Test
  void aRefusedMessageSaysWhyAndCountsAsAnswered() {
    Ear ear = new Ear();
    WebSocket device = connect("b", ear);

    device.sendText(message(1, "{\"source\":\"device\"}"), true).join();

    ear.awaits("{\"sequence\":1,\"field\":\"at\",\"reason\":\"is missing\"}");
    ear.awaits("{\"acknowledged\":1}");
    assertThat(sink.of(Topics.REJECTED_EVENTS)).hasSize(1);
  }

  @Test
  void aSessionGoesOnWhereItStoppedAndARepeatHasTheSameId() {
    Ear first = new Ear();
    WebSocket before = connect("c", first);
    before.sendText(message(1, text("one")), true).join();
    first.awaits("{\"acknowledged\":1}");
    before.abort();

    Ear second = new Ear();
    WebSocket after = connect("c", second);
    second.awaits("{\"session\":\"c\",\"acknowledged\":1,\"window\":1000}");
    after.sendText(message(1, text("one")), true).join(); // as if its answer had been lost
    second.awaits("{\"acknowledged\":1}");

    assertThat(acceptedIds()).containsExactly("anonymous/stream/c/1", "anonymous/stream/c/1");
  }

  @Test
  void aGapInTheNumbersEndsTheConnection() {
    Ear ear = new Ear();
    WebSocket device = connect("d", ear);
    device.sendText(message(5, text("five")), true).join();
    ear.awaits("{\"acknowledged\":5}");

    device.sendText(message(7, text("seven")), true).join();

    ear.awaits("sequence: must be 6, is 7");
    assertThat(ear.closed).isEqualTo(1008);
  }

  @Test
  void withoutKafkaTheDeviceIsToldToComeAgain() {
    sink.beUnreachable();
    Ear ear = new Ear();
    WebSocket device = connect("e", ear);

    device.sendText(message(1, text("one")), true).join();

    ear.awaits("Kafka does not acknowledge");
    assertThat(ear.closed).isEqualTo(1013);
  }
}
