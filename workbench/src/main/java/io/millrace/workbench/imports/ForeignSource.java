package io.millrace.workbench.imports;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A network that was trained elsewhere, on its way into a bundle. */
interface ForeignSource {

  /** What was read, for a person. */
  List<String> description();

  /** Writes a bundle's files. */
  void write(Path directory, String name, String version) throws IOException;
}
