package io.millrace.workbench.train;

import java.util.Arrays;
import java.util.List;

/** {@code a,b} as an option: one value, so that given again it replaces what was given before. */
public final class Names {

  private Names() {}

  public static List<String> of(String text) {
    return Arrays.stream(text.split(",")).map(String::strip).filter(it -> !it.isEmpty()).toList();
  }
}
