package io.millrace.events;

import java.util.Map;

/** Where a point comes from: recorded points are shown and scored apart from live ones. */
public final class Origin {

  /** The attribute (of an alert: label; of a decision: evidence) that says it. */
  public static final String ATTRIBUTE = "origin";

  public static final String RECORDED = "recorded";
  public static final String LIVE = "live";

  private Origin() {}

  public static boolean isRecorded(Map<String, ?> attributes) {
    return RECORDED.equals(attributes.get(ATTRIBUTE));
  }
}
