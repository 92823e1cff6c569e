package io.millrace.workbench.up;

import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What was asked of a run.
 *
 * @param length from readiness; null runs until it is stopped
 * @param fresh starts without the events of earlier runs
 */
record UpSettings(
    Layout layout, Ports ports, Set<Source> sources, @Nullable Duration length, boolean fresh) {

  UpSettings {
    sources = Set.copyOf(sources);
  }

  boolean has(Source source) {
    return sources.contains(source);
  }
}
