package io.millrace.console.pages;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** One page. */
public enum Page {
  OVERVIEW("Overview", "What flows where, and what needs attention"),
  SERIES("Series", "Histories, forecasts, and how good they are"),
  TEXT("Text", "Texts as they are classified"),
  SENSORS("Sensors", "Frames as they are classified"),
  ALERTS("Alerts", "What fires, what is over, and why"),
  MODELS("Models", "What serves, what waits beside it, what was refused"),
  REJECTED("Rejected", "What could not be handled, with its bytes");

  private final String title;
  private final String purpose;

  Page(String title, String purpose) {
    this.title = title;
    this.purpose = purpose;
  }

  public String getTitle() {
    return title;
  }

  /** For who cannot see it, and for what describes it. */
  public String getPurpose() {
    return purpose;
  }

  /** As in its path and in the name of its script. */
  public String getWord() {
    return name().toLowerCase(Locale.ROOT);
  }

  public String getPath() {
    return this == OVERVIEW ? "/" : "/" + getWord();
  }

  static Optional<Page> of(String word) {
    return Arrays.stream(values())
        .filter(page -> page != OVERVIEW && page.getWord().equals(word))
        .findFirst();
  }
}
