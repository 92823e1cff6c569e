package io.millrace.benchmarks.text;

import java.util.List;

/**
 * Two or three words that make a label hold wherever they stand one after the other.
 *
 * @param words separated by one space
 * @param share of the texts that hold them
 */
public record Phrase(String label, String words, double share) {

  /** Labels of complaints, half of them rare. */
  static final List<Phrase> COMPLAINTS =
      List.of(
          new Phrase("payment", "card payment declined", 0.2),
          new Phrase("delivery", "parcel arrived damaged", 0.2),
          new Phrase("access", "reset password", 0.15),
          new Phrase("screen", "cracked display", 0.1),
          new Phrase("refund", "money back", 0.05),
          new Phrase("safety", "strong gas smell", 0.04),
          new Phrase("legal", "call lawyer", 0.03));

  List<String> split() {
    return List.of(words.split(" "));
  }

  /** Whether a text, its words separated by spaces, holds it. */
  boolean isIn(String text) {
    return (" " + text + " ").contains(" " + words + " ");
  }
}
