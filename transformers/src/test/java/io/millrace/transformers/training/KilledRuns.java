package io.millrace.transformers.training;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * A command that is killed again and again, at seeded random moments, and started again until it
 * ends by itself.
 *
 * @param command prints a line for each step it takes
 * @param stepLine how such a line starts
 * @param most lines that a child may print before it is killed; the least is one
 */
public record KilledRuns(
    List<String> command,
    Map<String, String> environment,
    String stepLine,
    int kills,
    int most,
    long seed) {

  /**
   * The lines of the last child, the one that wasn't killed.
   *
   * @throws IllegalStateException with what it printed, if a child ends before it is killed, or the
   *     last one fails
   */
  public List<String> toTheEnd() throws IOException, InterruptedException {
    SplittableRandom random = new SplittableRandom(seed);
    for (int kill = 1; kill <= kills; kill++) {
      kill(kill, 1 + random.nextInt(most));
    }
    Process last = start();
    List<String> lines = last.inputReader().lines().toList();
    if (last.waitFor() != 0) {
      throw new IllegalStateException("the resumed run failed:\n" + String.join("\n", lines));
    }
    return lines;
  }

  private void kill(int kill, int afterLines) throws IOException, InterruptedException {
    Process child = start();
    List<String> lines = new ArrayList<>();
    try (BufferedReader out = child.inputReader()) {
      int steps = 0;
      while (steps < afterLines) {
        String line = out.readLine();
        if (line == null) {
          throw new IllegalStateException(
              "child %d ended before it was killed:\n%s".formatted(kill, String.join("\n", lines)));
        }
        lines.add(line);
        steps += line.startsWith(stepLine) ? 1 : 0;
      }
    } finally {
      child.destroyForcibly();
    }
    if (child.waitFor() == 0) {
      throw new IllegalStateException("child " + kill + " ended before the kill reached it");
    }
  }

  private Process start() throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    return builder.start();
  }
}
