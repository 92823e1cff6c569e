package io.millrace.transformers.text;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What is left of a message when its values are masked: the same statement in the same program
 * gives the same template, so it must not occur in training and in held-out lines.
 */
final class LogTemplate {

  private record Mask(Pattern pattern, String replacement) {
    static Mask of(String pattern, String replacement) {
      return new Mask(Pattern.compile(pattern), replacement);
    }
  }

  /** In this order: what is quoted may hold a path, a path may hold a number. */
  private static final List<Mask> MASKS =
      List.of(
          Mask.of("\"[^\"]*\"|(?<!\\w)'[^']*'(?!\\w)|`[^`]*`", "<text>"),
          Mask.of("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", "<uuid>"),
          Mask.of("[a-z][a-z0-9+.-]*://[^\\s,;)\\]]+", "<address>"),
          Mask.of("(?<![\\w<])(?:[a-z]:)?(?:/[\\w.@%+~-]+)+/?", "<path>"),
          Mask.of("0x[0-9a-f]+|\\b(?=[a-f]*\\d)[0-9a-f]{6,}\\b", "<hex>"),
          Mask.of("[-+]?\\d+(?:[.,:]\\d+)*", "<number>"),
          Mask.of("\\s+", " "));

  private LogTemplate() {}

  static String of(String message) {
    String template = message.toLowerCase(Locale.ROOT).strip();
    for (Mask mask : MASKS) {
      template = mask.pattern().matcher(template).replaceAll(mask.replacement());
    }
    return template;
  }
}
