package io.millrace.console.recent;

import io.millrace.events.Inference;
import org.jspecify.annotations.Nullable;

/**
 * An inference, and the event that it is of.
 *
 * @param event as a page shows it; null if the event was not seen
 */
public record Scored<E>(Inference inference, @Nullable E event) {}
