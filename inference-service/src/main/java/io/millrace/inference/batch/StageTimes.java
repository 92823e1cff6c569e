package io.millrace.inference.batch;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where the time of a batch went.
 *
 * @param decode from bytes to events
 * @param prepare from events to tensors: mostly tokenizing, which runs beside the model
 * @param model in the model, retries included
 * @param explain explanations
 * @param write from answers to bytes
 */
public record StageTimes(
    Duration decode, Duration prepare, Duration model, Duration explain, Duration write) {

  /** By stage, as metrics give it. */
  public Map<String, Duration> byStage() {
    Map<String, Duration> times = new LinkedHashMap<>();
    times.put("decode", decode);
    times.put("prepare", prepare);
    times.put("model", model);
    times.put("explain", explain);
    times.put("write", write);
    return times;
  }
}
