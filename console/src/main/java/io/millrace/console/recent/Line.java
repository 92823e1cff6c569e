package io.millrace.console.recent;

import io.millrace.events.TextEvent;
import java.util.Map;

/**
 * A text, as far as a page shows it.
 *
 * @param cut whether it goes on
 */
public record Line(String text, boolean cut, Map<String, String> attributes) {

  private static final int SHOWN = 2_000; // characters

  static Line of(TextEvent event) {
    String text = event.text();
    return text.length() <= SHOWN
        ? new Line(text, false, event.attributes())
        : new Line(text.substring(0, SHOWN), true, event.attributes());
  }
}
