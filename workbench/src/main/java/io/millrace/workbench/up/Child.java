package io.millrace.workbench.up;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A process of ours, running or dead. */
final class Child {

  private final ChildPlan plan;
  private final Process process;

  private Child(ChildPlan plan, Process process) {
    this.plan = plan;
    this.process = process;
  }

  /**
   * Starts it.
   *
   * <p>A terminal sends Ctrl-C to all its processes at once; a child ignores it and waits for its
   * turn, so that services stop before the broker they write to.
   */
  static Child start(ChildPlan plan) {
    List<String> command =
        new ArrayList<>(List.of("/bin/sh", "-c", "trap '' INT; exec \"$@\"", "sh"));
    command.addAll(plan.command());
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(plan.folder().toFile())
            .redirectErrorStream(true)
            .redirectOutput(Redirect.appendTo(plan.log().toFile()));
    builder.environment().putAll(plan.environment());
    try {
      return new Child(plan, builder.start());
    } catch (IOException e) {
      throw new UpException(plan.name() + " cannot be started: " + e.getMessage(), e);
    }
  }

  String name() {
    return plan.name();
  }

  Path log() {
    return plan.log();
  }

  ProcessHandle handle() {
    return process.toHandle();
  }

  boolean alive() {
    return process.isAlive();
  }

  void askToStop() {
    process.destroy();
  }

  /** Makes it end after the bound. */
  void awaitEnd(Duration bound) throws InterruptedException {
    if (!process.waitFor(Math.max(0, bound.toMillis()), TimeUnit.MILLISECONDS)) {
      process.destroyForcibly().waitFor();
    }
  }

  /** What it died of, where its log is, and the log's last lines. */
  String epitaph(int lines) {
    return name()
        + " died with exit code "
        + process.exitValue()
        + "; its log is "
        + log()
        + lastLines(lines);
  }

  private String lastLines(int lines) {
    List<String> all = readLog();
    return all.subList(Math.max(0, all.size() - lines), all.size()).stream()
        .map(line -> System.lineSeparator() + "  | " + line)
        .reduce("", String::concat);
  }

  private List<String> readLog() {
    try {
      return Files.readAllLines(log(), StandardCharsets.UTF_8);
    } catch (MalformedInputException e) {
      return List.of("(not UTF-8)");
    } catch (IOException | UncheckedIOException e) {
      return List.of("(cannot be read: " + e.getMessage() + ")");
    }
  }
}
