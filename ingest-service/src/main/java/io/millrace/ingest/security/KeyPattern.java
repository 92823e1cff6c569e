package io.millrace.ingest.security;

import java.util.List;

/**
 * Keys of events, {@code *} standing for any run of characters and everything else for itself.
 *
 * <p>Matching takes time in proportion to the key for each {@code *}: no pattern makes it explode.
 *
 * @param parts what stands between the stars; one alone if there is none
 */
record KeyPattern(List<String> parts) {

  KeyPattern {
    parts = List.copyOf(parts);
  }

  /**
   * Reads a pattern.
   *
   * @throws IllegalArgumentException if it is empty
   */
  static KeyPattern of(String text) {
    if (text.isEmpty()) {
      throw new IllegalArgumentException("the pattern of keys is empty; write * for every key");
    }
    return new KeyPattern(List.of(text.split("\\*", -1)));
  }

  boolean matches(String key) {
    String first = parts.get(0);
    if (parts.size() == 1) {
      return key.equals(first);
    }
    String last = parts.get(parts.size() - 1);
    return key.length() >= first.length() + last.length()
        && key.startsWith(first)
        && key.endsWith(last)
        && inOrder(
            parts.subList(1, parts.size() - 1),
            key.substring(first.length(), key.length() - last.length()));
  }

  /** The leftmost place is always good enough for a part between two stars. */
  private static boolean inOrder(List<String> parts, String key) {
    int from = 0;
    for (String part : parts) {
      int found = key.indexOf(part, from);
      if (found < 0) {
        return false;
      }
      from = found + part.length();
    }
    return true;
  }
}
