package io.millrace.forecast.jobs;

/**
 * Names of series.
 *
 * @param text a name in which {@code *} stands for any characters, or none
 */
public record SeriesPattern(String text) {

  private static final char ANYTHING = '*';

  /** Characters that a name must have; the more, the narrower the pattern. */
  public int literals() {
    return (int) text.chars().filter(character -> character != ANYTHING).count();
  }

  /** In time of at most the product of both lengths, whatever the pattern. */
  public boolean covers(String name) {
    int at = 0; // in the name
    int in = 0; // in the pattern
    int star = -1; // the last one passed, in the pattern
    int from = 0; // where in the name the text after that star was tried
    while (at < name.length()) {
      if (in < text.length() && text.charAt(in) == ANYTHING) {
        star = in++;
        from = at;
      } else if (in < text.length() && text.charAt(in) == name.charAt(at)) {
        in++;
        at++;
      } else if (star >= 0) {
        in = star + 1;
        at = ++from;
      } else {
        return false;
      }
    }
    return text.substring(in).chars().allMatch(character -> character == ANYTHING);
  }

  @Override
  public String toString() {
    return text;
  }
}
