package io.millrace.inference;

import io.millrace.releases.Announcements;
import io.millrace.releases.topics.KafkaConnection;
import io.millrace.serving.ModelBundle;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.eclipse.microprofile.config.Config;

/** Releases that are asked for over HTTP. */
@ApplicationScoped
class AnnouncedReleases {

  private static final int TIMEOUT = 10_000; // ms

  @Produces
  @Singleton
  Announcements announcements(InferenceSettings settings, Config configuration) {
    return new Announcements(
        () -> ModelBundle.findAll(settings.models().directories().orElse(List.of()), refused -> {}),
        () -> producer(KafkaConnection.of(configuration)),
        Clock.systemUTC());
  }

  private static Producer<byte[], byte[]> producer(Map<String, String> connection) {
    Map<String, Object> settings = new HashMap<>(connection);
    settings.put(CommonClientConfigs.CLIENT_ID_CONFIG, "inference-announcements");
    settings.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT / 2);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, TIMEOUT);
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, TIMEOUT);
    return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }
}
