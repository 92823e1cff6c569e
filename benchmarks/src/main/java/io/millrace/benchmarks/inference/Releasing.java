package io.millrace.benchmarks.inference;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.benchmarks.Service;
import io.millrace.events.EventRecords;
import io.millrace.events.ModelRelease;
import io.millrace.events.ModelRelease.Role;
import io.millrace.serving.store.BundleDigest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;

/** Releases versions of a model, and asks the service what became of them. */
record Releasing(InferenceTestbed bed, Service service, String model) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** What became of one version. */
  record Version(String version, String state, String reason) {}

  /** To serve. */
  void release(Path root, int version) {
    release(root, version, Role.SERVING);
  }

  /**
   * @param root holds {@code model/version}
   */
  void release(Path root, int version, Role role) {
    try {
      release(root, version, BundleDigest.of(bundle(root, version)), role);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void release(Path root, int version, String sha256, Role role) {
    bed.stack()
        .send(
            EventRecords.of(
                new ModelRelease(
                    model,
                    Integer.toString(version),
                    bundle(root, version).toUri().toString(),
                    sha256,
                    Instant.now(),
                    role)));
    bed.stack().flush();
  }

  Path bundle(Path root, int version) {
    return root.resolve(model).resolve(Integer.toString(version));
  }

  /** Oldest attempt first. */
  List<Version> versions() {
    List<Version> versions = new ArrayList<>();
    for (JsonNode each : detail().get("versions")) {
      versions.add(
          new Version(
              each.get("version").asText(),
              each.get("state").asText(),
              each.path("reason").asText()));
    }
    return versions;
  }

  private JsonNode detail() {
    try {
      return JSON.readTree(service.get("/models/" + model));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The version that serves. */
  String serving() {
    return detail().get("version").asText();
  }

  void awaitServing(int version) {
    Awaitility.await(model + " " + version + " serves")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> serving().equals(Integer.toString(version)));
  }
}
