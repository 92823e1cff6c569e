package io.millrace.workbench.proof;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** On which machine, and from which state of the project, a figure comes. */
public record Circumstances(String machine, String commit) {

  private static final Path PROCESSORS = Path.of("/proc/cpuinfo");

  public static Circumstances of(Path repository) {
    return new Circumstances(thisMachine(), head(repository));
  }

  /** Cores, processor and JDK. */
  public static String thisMachine() {
    return "%d cores of %s, JDK %d"
        .formatted(
            Runtime.getRuntime().availableProcessors(), processor(), Runtime.version().feature());
  }

  private static String processor() {
    if (!Files.isReadable(PROCESSORS)) {
      return System.getProperty("os.arch");
    }
    try (Stream<String> lines = Files.lines(PROCESSORS)) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(System.getProperty("os.arch"));
    } catch (IOException e) {
      return System.getProperty("os.arch");
    }
  }

  private static String head(Path repository) {
    String commit = git(repository, "rev-parse", "--short", "HEAD");
    if (commit.isEmpty()) {
      return "unknown";
    }
    // Results themselves change while rows are measured.
    String changed = git(repository, "status", "--porcelain", "--", ".", ":!docs");
    return changed.isEmpty() ? commit : commit + "+";
  }

  private static String git(Path repository, String... arguments) {
    String[] command = new String[arguments.length + 3];
    command[0] = "git";
    command[1] = "-C";
    command[2] = repository.toString();
    System.arraycopy(arguments, 0, command, 3, arguments.length);
    try {
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0 ? out.strip() : "";
    } catch (IOException e) {
      return "";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "";
    }
  }
}
