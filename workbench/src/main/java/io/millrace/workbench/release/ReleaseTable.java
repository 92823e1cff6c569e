package io.millrace.workbench.release;

import io.millrace.events.ModelRelease;
import io.millrace.events.ModelRelease.Role;
import io.millrace.workbench.TextTable;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;

/** What is released, a line each. */
final class ReleaseTable {

  private static final int DIGITS = 12; // of a digest, to tell bundles apart by

  private ReleaseTable() {}

  static List<String> lines(List<ModelRelease> releases) {
    if (releases.isEmpty()) {
      return List.of("nothing is released; services run what they find in their folders");
    }
    TextTable table = new TextTable(Set.of(1));
    table.row(List.of("MODEL", "VERSION", "ROLE", "RELEASED", "SHA256", "URI"));
    releases.forEach(release -> table.row(row(release)));
    return table.lines();
  }

  private static List<String> row(ModelRelease release) {
    return List.of(
        release.model(),
        release.version(),
        role(release.role()),
        release.at().truncatedTo(ChronoUnit.SECONDS).toString(),
        release.sha256().substring(0, DIGITS),
        release.uri());
  }

  static String role(Role role) {
    return role == Role.SHADOW ? "shadow" : "serving";
  }
}
