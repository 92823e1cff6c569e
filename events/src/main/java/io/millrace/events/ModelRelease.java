package io.millrace.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A version of a model that services are to serve, or to run as a shadow of what is served. The
 * last release of a {@link Slot} counts; a record without a value (a tombstone) under its key
 * withdraws it.
 *
 * @param model without a slash, which separates it from its role in the record's key
 * @param uri where the bundle is: a folder or zip file ({@code file:} or a plain path), or a zip at
 *     {@code http:}, {@code https:} or {@code s3:}
 * @param sha256 of the bundle's content, 64 hexadecimal digits
 */
public record ModelRelease(
    String model, String version, String uri, String sha256, Instant at, Role role)
    implements Event {

  private static final int URI_LIMIT = 4_096; // characters

  /** What a release is for. */
  public enum Role {
    /** Its answers count. */
    @JsonProperty("serving")
    SERVING,
    /** It runs on the same records, beside the version that serves; its answers stay apart. */
    @JsonProperty("shadow")
    SHADOW
  }

  /** What a release fills: one version of a model serves at a time, and one is its shadow. */
  public record Slot(String model, Role role) {

    private static final String SEPARATOR = "/";
    private static final String SHADOW_SUFFIX = SEPARATOR + "shadow";

    public Slot {
      if (Check.name("model", model).contains(SEPARATOR)) {
        throw new InvalidEventException("model", "must have no slash, is " + model);
      }
      Check.present("role", role);
    }

    /**
     * The slot of a record's key.
     *
     * @throws InvalidEventException if it is the key of no slot
     */
    public static Slot ofKey(String key) {
      return key.endsWith(SHADOW_SUFFIX)
          ? new Slot(key.substring(0, key.length() - SHADOW_SUFFIX.length()), Role.SHADOW)
          : new Slot(key, Role.SERVING);
    }

    /** The record's key: the model, for a shadow followed by {@code /shadow}. */
    public String key() {
      return role == Role.SHADOW ? model + SHADOW_SUFFIX : model;
    }
  }

  public ModelRelease {
    Check.name("version", version);
    Check.text("uri", uri, URI_LIMIT);
    if (!Check.present("sha256", sha256).matches("[0-9a-f]{64}")) {
      throw new InvalidEventException("sha256", "must be 64 lower-case hexadecimal digits");
    }
    Check.instant("at", at);
    new Slot(model, role);
  }

  /** JSON may leave out what is usual: the role serving. */
  @JsonCreator
  static ModelRelease of(
      @JsonProperty("model") String model,
      @JsonProperty("version") String version,
      @JsonProperty("uri") String uri,
      @JsonProperty("sha256") String sha256,
      @JsonProperty("at") Instant at,
      @JsonProperty("role") @Nullable Role role) {
    return new ModelRelease(model, version, uri, sha256, at, role == null ? Role.SERVING : role);
  }

  public Slot slot() {
    return new Slot(model, role);
  }

  /** Releasing a version once more, as a rollback does, is another event: its time says so. */
  @Override
  public Envelope envelope() {
    return new Envelope(
        Topics.MODEL_RELEASES,
        slot().key(),
        Envelope.identity(slot().key(), version, at),
        "model-release",
        Envelope.WORKBENCH,
        at,
        false);
  }
}
