package io.millrace.benchmarks.forecast;

import io.millrace.benchmarks.NumberedRecords;
import io.millrace.events.EventRecords;
import io.millrace.events.SeriesEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * One series without a season, whose values and their forecasts by {@link #BIAS} have at most six
 * digits, so that a topic carries them whole: but for quantiles that were calibrated. Now and then
 * a variate is missing, or a step.
 *
 * @param series its name
 * @param steps with those that are missing
 */
record PlantedStream(String series, List<String> variates, int steps, long seed)
    implements NumberedRecords {

  /** Values are so many of these, at most {@value #MOST} to either side. */
  static final double UNIT = 1.0 / 64;

  /** What the planted model adds to the last value. */
  static final double BIAS = 8 * UNIT;

  /** How far its outermost quantiles lie from its mean. */
  static final double SPREAD = 16 * UNIT;

  private static final int MOST = 40;
  private static final double MISSING_VALUE = 0.03;
  private static final double MISSING_STEP = 0.01;

  PlantedStream {
    variates = List.copyOf(variates);
  }

  /** The steps that are not missing. */
  List<Integer> numbers() {
    List<Integer> numbers = new ArrayList<>();
    for (int step = 0; step < steps; step++) {
      if (step == steps - 1 || random(step).nextDouble() >= MISSING_STEP) {
        numbers.add(step);
      }
    }
    return numbers;
  }

  @Override
  public ProducerRecord<byte[], byte[]> record(int step) {
    return EventRecords.of(
        new SeriesEvent(
            series, SeriesLoad.at(step), 0, SeriesEvent.Kind.OBSERVED, values(step), Map.of()));
  }

  private Map<String, Double> values(int step) {
    SplittableRandom random = random(step).split();
    Map<String, Double> values = new LinkedHashMap<>();
    for (String variate : variates) {
      double value = random.nextInt(-MOST, MOST + 1) * UNIT;
      if (random.nextDouble() >= MISSING_VALUE) {
        values.put(variate, value);
      }
    }
    return values;
  }

  private SplittableRandom random(int step) {
    return new SplittableRandom(seed + step * 0x9E3779B97F4A7C15L);
  }
}
