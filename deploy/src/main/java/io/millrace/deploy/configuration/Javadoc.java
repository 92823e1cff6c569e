package io.millrace.deploy.configuration;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Javadoc as Markdown: one line, with code in backquotes. */
final class Javadoc {

  private static final Pattern CODE =
      Pattern.compile("\\{@(?:code|link|literal) ((?:[^{}]|\\{[^{}]*})*)}");
  private static final Pattern BLOCK_TAGS = Pattern.compile("(?s)^\\s*@\\w.*", Pattern.MULTILINE);

  private Javadoc() {}

  /** Empty if it says nothing before its block tags. */
  static String markdown(String documentation) {
    String text = BLOCK_TAGS.matcher(documentation).replaceFirst("");
    return CODE.matcher(text.replace("<p>", " ").replaceAll("\\s+", " ").strip())
        .replaceAll(code -> Matcher.quoteReplacement("`" + code.group(1) + "`"));
  }
}
