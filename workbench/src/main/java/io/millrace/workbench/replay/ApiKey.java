package io.millrace.workbench.replay;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a service knows us by. It comes from the environment, where other users of the machine do
 * not see it as they see the words of a command.
 */
record ApiKey(String text) {

  static final String VARIABLE = "MILLRACE_API_KEY";

  private static final Pattern SENDABLE = Pattern.compile("[\\x21-\\x7e]+");

  /**
   * The key, if one is set.
   *
   * @throws ReplayException if it cannot stand in a header; the message does not show it
   */
  static Optional<ApiKey> of(Map<String, String> environment) {
    String text = environment.getOrDefault(VARIABLE, "").strip();
    if (text.isEmpty()) {
      return Optional.empty();
    }
    if (!SENDABLE.matcher(text).matches()) {
      throw new ReplayException(VARIABLE + ": must be printable ASCII without spaces");
    }
    return Optional.of(new ApiKey(text));
  }

  /** The value of the header {@code Authorization}. */
  String authorization() {
    return "Bearer " + text;
  }

  /** Keeps the key out of logs. */
  @Override
  public String toString() {
    return "an API key";
  }
}
