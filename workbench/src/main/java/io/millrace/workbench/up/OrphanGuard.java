package io.millrace.workbench.up;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;

/**
 * Starts a child's own main class, and ends the child when its parent is gone.
 *
 * <p>The parent holds the other end of standard input and never writes: end of file means that it
 * died, even by {@code kill -9}. This class runs in the child and may use the JDK only.
 */
final class OrphanGuard {

  private static final int PARENT_GONE = 75;

  private OrphanGuard() {}

  public static void main(String[] arguments) throws Throwable {
    Thread watch = new Thread(OrphanGuard::exitAtEndOfInput, "parent-watch");
    watch.setDaemon(true);
    watch.start();
    String[] rest = Arrays.copyOfRange(arguments, 1, arguments.length);
    try {
      Class.forName(arguments[0]).getMethod("main", String[].class).invoke(null, (Object) rest);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private static void exitAtEndOfInput() {
    try {
      while (System.in.read() >= 0) {}
    } catch (IOException e) {
      // A pipe that cannot be read has no parent either.
    }
    System.exit(PARENT_GONE);
  }
}
