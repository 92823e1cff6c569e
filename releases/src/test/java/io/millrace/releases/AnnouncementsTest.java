package io.millrace.releases;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.events.EventJson;
import io.millrace.events.InvalidEventException;
import io.millrace.events.ModelRelease;
import io.millrace.serving.ModelBundle;
import io.millrace.serving.TinyBundles;
import io.millrace.serving.store.BundleDigest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnnouncementsTest {

  private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");

  @TempDir Path root;

  private final List<ModelBundle> bundles = new ArrayList<>();
  private final MockProducer<byte[], byte[]> producer = producer();
  private final Announcements announcements = announcements(producer);

  @BeforeEach
  void twoVersionsOfOneModelAndOneOfAnother() {
    bundles.add(TinyBundles.frames(root, "contention", "2"));
    bundles.add(TinyBundles.frames(root, "contention", "1"));
    bundles.add(TinyBundles.frames(root, "other", "7"));
  }

  @Test
  void theVersionsOfAModelAreThoseOfTheDirectoriesNow() {
    assertThat(announcements.versions("contention")).containsExactly("1", "2");
    assertThat(announcements.versions("nobody")).isEmpty();

    bundles.add(TinyBundles.frames(root, "contention", "3"));
    assertThat(announcements.versions("contention")).containsExactly("1", "2", "3");
  }

  @Test
  void aReleaseIsToldUnderTheNameOfItsModelWithTheDigestOfItsBundle() throws IOException {
    ModelRelease release = announcements.release("contention", "1");

    assertThat(release)
        .isEqualTo(
            new ModelRelease(
                "contention",
                "1",
                bundles.get(1).directory().toRealPath().toUri().toString(),
                BundleDigest.of(bundles.get(1).directory()),
                NOW,
                ModelRelease.Role.SERVING));
    ProducerRecord<byte[], byte[]> record = producer.history().get(0);
    assertThat(producer.history()).hasSize(1);
    assertThat(record.topic()).isEqualTo("model-releases");
    assertThat(record.key()).asString(UTF_8).isEqualTo("contention");
    assertThat(EventJson.read(ModelRelease.class, record.value())).isEqualTo(release);
    assertThat(producer.closed()).isTrue();
  }

  @Test
  void aVersionThatTheDirectoriesDoNotHaveIsRefusedAndNotTold() {
    assertThatThrownBy(() -> announcements.release("contention", "7"))
        .isInstanceOf(InvalidEventException.class)
        .hasMessage("version: must be one of [1, 2], is 7");
    assertThat(producer.history()).isEmpty();
  }

  @Test
  void whatKafkaDidNotTakeIsNotSaidToBeReleased() {
    MockProducer<byte[], byte[]> refusing = producer();
    refusing.sendException = new TimeoutException("no leader");

    assertThatThrownBy(() -> announcements(refusing).release("contention", "1"))
        .isInstanceOf(KafkaException.class)
        .hasMessage("no leader");
    assertThat(refusing.closed()).isTrue();
  }

  private Announcements announcements(MockProducer<byte[], byte[]> toldTo) {
    return new Announcements(() -> bundles, () -> toldTo, Clock.fixed(NOW, ZoneOffset.UTC));
  }

  private static MockProducer<byte[], byte[]> producer() {
    return new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
  }
}
