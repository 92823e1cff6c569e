package io.millrace.benchmarks.inference;

import io.millrace.events.EventRecords;
import io.millrace.events.SensorEvent;
import io.millrace.events.Topics;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Frames for {@link ProofModels#frames}. */
record FrameLoad(String run, Keys keys) implements Load {

  private static final double RATE = 100; // Hz

  @Override
  public String topic() {
    return Topics.SENSOR_EVENTS;
  }

  @Override
  public ProducerRecord<byte[], byte[]> record(int number) {
    Random random = new Random(number);
    Map<String, double[]> channels = new LinkedHashMap<>();
    for (String channel : ProofModels.CHANNELS) {
      channels.put(channel, random.doubles(ProofModels.SAMPLES).toArray());
    }
    return EventRecords.of(
        new SensorEvent(
            id(number), key(number), TextLoad.START.plusMillis(number), RATE, channels, Map.of()));
  }
}
