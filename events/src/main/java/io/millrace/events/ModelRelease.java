package io.millrace.events;

import java.time.Instant;

/**
 * A version of a model that services are to serve.
 *
 * @param sha256 of the bundle's content, 64 hexadecimal digits
 */
public record ModelRelease(String model, String version, String uri, String sha256, Instant at)
    implements Event {

  private static final int URI_LIMIT = 4_096; // characters

  public ModelRelease {
    Check.name("model", model);
    Check.name("version", version);
    Check.text("uri", uri, URI_LIMIT);
    if (!Check.present("sha256", sha256).matches("[0-9a-f]{64}")) {
      throw new InvalidEventException("sha256", "must be 64 lower-case hexadecimal digits");
    }
    Check.instant("at", at);
  }

  @Override
  public Envelope envelope() {
    return new Envelope(
        Topics.MODEL_RELEASES,
        model,
        Envelope.identity(model, version),
        "model-release",
        Envelope.WORKBENCH,
        at,
        false);
  }
}
