package io.millrace.workbench;

import java.io.PrintStream;

/**
 * What a person sees: lines that stay, and one line that is rewritten in place.
 *
 * <p>Where output is no terminal, the rewritten line is a line like any other.
 */
public final class Screen {

  private static final String CLEAR_LINE = "\r\u001b[K";

  private static final int USUAL_COLUMNS = 80;

  private final PrintStream out;
  private final boolean terminal;
  private final int columns;

  /**
   * @param columns of the terminal, 0 if it doesn't say; a longer status line is cut, since one
   *     that wraps cannot be rewritten
   */
  public Screen(PrintStream out, boolean terminal, int columns) {
    this.out = out;
    this.terminal = terminal;
    this.columns = columns > 0 ? columns : USUAL_COLUMNS;
  }

  /** As the script that started this JVM found it. */
  public static Screen ofThisProcess() {
    return new Screen(
        System.out,
        Boolean.getBoolean("millrace.terminal"),
        Integer.getInteger("millrace.columns", 0));
  }

  /** Whether {@link #status} rewrites its line. */
  public boolean terminal() {
    return terminal;
  }

  /** A line that stays. */
  public synchronized void say(String line) {
    out.println(terminal ? CLEAR_LINE + line : line);
    out.flush();
  }

  /** The line that is rewritten, in its longest form that fits. */
  public void status(String line, String shorter) {
    status(terminal && line.length() >= columns ? shorter : line);
  }

  /** The line that is rewritten. */
  public synchronized void status(String line) {
    if (terminal) {
      out.print(CLEAR_LINE + line.substring(0, Math.min(line.length(), columns - 1)));
    } else {
      out.println(line);
    }
    out.flush();
  }
}
