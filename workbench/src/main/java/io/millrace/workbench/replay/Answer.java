package io.millrace.workbench.replay;

import java.time.Duration;

/** What came of sending a batch once. */
sealed interface Answer {

  /** Kafka has acknowledged each of its events, on its topic or as a rejection. */
  record Settled(Receipt receipt) implements Answer {}

  /** Nothing is sure: some of its events may have arrived. The same batch is to be sent again. */
  record Again(Duration after, String reason) implements Answer {}
}
