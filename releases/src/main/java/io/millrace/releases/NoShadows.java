package io.millrace.releases;

import io.millrace.events.ModelRelease;
import java.util.Optional;

/**
 * Refuses every shadow.
 *
 * @param reason as logs give it
 */
public record NoShadows(String reason) implements Shadows {

  @Override
  public Optional<String> refusal(String model) {
    return Optional.of(reason);
  }

  @Override
  public void begin(ModelRelease release) {
    throw new IllegalStateException(reason);
  }

  @Override
  public void pause(String model) {}

  @Override
  public void end(String model) {}
}
