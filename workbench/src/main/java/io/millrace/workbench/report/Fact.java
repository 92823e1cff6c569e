package io.millrace.workbench.report;

/**
 * Something a reader needs in order to judge a number, or to make it again.
 *
 * @param verbatim shown letter by letter: a command, a commit, a recipe
 */
public record Fact(String name, String value, boolean verbatim) {

  public Fact {
    Checks.text("fact", name);
  }

  public static Fact of(String name, Object value) {
    return new Fact(name, value.toString(), false);
  }

  public static Fact verbatim(String name, Object value) {
    return new Fact(name, value.toString(), true);
  }
}
