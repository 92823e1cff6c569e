package io.millrace.workbench.keys;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which file a command is about, and how it ends if that is not as it must be. */
final class FileOption {

  private static final int FAILED = 1;

  @Option(
      names = "--file",
      paramLabel = "FILE",
      required = true,
      description = "the file of keys; it is made if it is not there")
  Path path = Path.of("keys.yaml");

  /** What a command does to the file. */
  interface Task {
    void run(KeysFile file) throws IOException;
  }

  int attempt(PrintWriter errors, Task task) {
    try {
      task.run(new KeysFile(path));
      return 0;
    } catch (InvalidKeysException wrong) {
      errors.println("millrace: " + wrong.getMessage());
    } catch (IOException e) {
      errors.println("millrace: " + (e instanceof FileSystemException ? e : e.getMessage()));
    }
    errors.flush();
    return FAILED;
  }
}
