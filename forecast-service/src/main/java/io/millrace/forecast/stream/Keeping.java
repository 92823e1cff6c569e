package io.millrace.forecast.stream;

import io.millrace.events.Event;

/** Keeps what was told last, for whoever asks. */
interface Keeping {

  /**
   * @param json the event as it goes onto its topic
   */
  void keep(Event event, byte[] json);
}
