package io.millrace.workbench;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.function.Consumer;

/**
 * What a person sees: lines that stay, and one line that is rewritten in place.
 *
 * <p>Where output is no terminal, the rewritten line is a line like any other.
 */
public final class Screen {

  private static final String CLEAR_LINE = "\r\u001b[K";

  private static final int USUAL_COLUMNS = 80;

  private final Consumer<String> out; // prints and flushes
  private final boolean terminal;
  private final int columns;

  /**
   * @param columns of the terminal, 0 if it doesn't say; a longer status line is cut, since one
   *     that wraps cannot be rewritten
   */
  public Screen(PrintStream out, boolean terminal, int columns) {
    this(
        text -> {
          out.print(text);
          out.flush();
        },
        terminal,
        columns);
  }

  private Screen(Consumer<String> out, boolean terminal, int columns) {
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

  /** The same, where a command was given a writer in place of standard output. */
  public static Screen ofThisProcess(PrintWriter out) {
    return new Screen(
        text -> {
          out.print(text);
          out.flush();
        },
        Boolean.getBoolean("millrace.terminal"),
        Integer.getInteger("millrace.columns", 0));
  }

  /** Whether {@link #status} rewrites its line. */
  public boolean terminal() {
    return terminal;
  }

  /** A line that stays. */
  public synchronized void say(String line) {
    out.accept((terminal ? CLEAR_LINE + line : line) + System.lineSeparator());
  }

  /** The line that is rewritten, in its longest form that fits. */
  public void status(String line, String shorter) {
    status(terminal && line.length() >= columns ? shorter : line);
  }

  /** The line that is rewritten. */
  public synchronized void status(String line) {
    out.accept(
        terminal
            ? CLEAR_LINE + line.substring(0, Math.min(line.length(), columns - 1))
            : line + System.lineSeparator());
  }
}
