package io.millrace.inference.loop;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What stands beside a committed offset while the record at it may be in hand: how many lives of
 * the process have begun to handle it and not got past.
 *
 * @param times 0 if none has
 * @param life the latest of them; empty if none has
 * @param until the last offset that was in hand with it
 */
record Attempt(int times, String life, long until) {

  static final Attempt NONE = new Attempt(0, "", -1);

  private static final Pattern METADATA =
      Pattern.compile("attempts=(\\d{1,9}) life=(\\S{1,64}) until=(\\d{1,18})");

  /** What is not ours counts as none. */
  static Attempt of(String metadata) {
    Matcher matcher = METADATA.matcher(metadata);
    return matcher.matches()
        ? new Attempt(
            Integer.parseInt(matcher.group(1)), matcher.group(2), Long.parseLong(matcher.group(3)))
        : NONE;
  }

  /** How many lives other than this one. */
  int before(String thisLife) {
    return life.equals(thisLife) ? times - 1 : times;
  }

  String metadata() {
    return times == 0 ? "" : "attempts=" + times + " life=" + life + " until=" + until;
  }
}
