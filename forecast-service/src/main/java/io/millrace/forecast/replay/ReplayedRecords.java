package io.millrace.forecast.replay;

/** Takes what a replay would have written. */
public interface ReplayedRecords {

  /**
   * @param value event JSON; of a rejection the original bytes
   */
  void record(String topic, byte[] value);
}
