package io.millrace.inference.loop;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What stands beside a committed offset while the record at it may be in hand: how many lives of
 * the process have begun to handle it and not got past.
 *
 * @param times 0 if none has
 * @param life the latest of them; empty if none has
 */
record Attempt(int times, String life) {

  static final Attempt NONE = new Attempt(0, "");

  private static final Pattern METADATA = Pattern.compile("attempts=(\\d{1,9}) life=(\\S{1,64})");

  /** What is not ours counts as none. */
  static Attempt of(String metadata) {
    Matcher matcher = METADATA.matcher(metadata);
    return matcher.matches()
        ? new Attempt(Integer.parseInt(matcher.group(1)), matcher.group(2))
        : NONE;
  }

  /** How many lives other than this one. */
  int before(String thisLife) {
    return life.equals(thisLife) ? times - 1 : times;
  }

  String metadata() {
    return times == 0 ? "" : "attempts=" + times + " life=" + life;
  }
}
