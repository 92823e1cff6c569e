package io.millrace.workbench.up;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A process to start.
 *
 * @param name as in messages and of its log
 * @param command program and arguments
 * @param environment added to this process's own
 * @param log takes both standard streams
 * @param folder it works in
 */
record ChildPlan(
    String name, List<String> command, Map<String, String> environment, Path log, Path folder) {

  ChildPlan {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
  }
}
