package io.millrace.inference.http;

import io.millrace.serving.TinyBundles;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * A folder with a text model, a frame model, a corrupt newer version of the first, and an encoder
 * that a route names; and no broker.
 */
public final class TinyModels implements QuarkusTestResourceLifecycleManager {

  @Override
  public Map<String, String> start() {
    try {
      Path root = Files.createTempDirectory("bundles");
      TinyBundles.text(root, "triage", "1");
      Files.writeString(
          TinyBundles.text(root, "triage", "2").savedModel().resolve("saved_model.pb"), "corrupt");
      TinyBundles.frames(root, "contention", "1");
      TinyBundles.encoder(root, "encoder", "1");
      return Map.of(
          "millrace.models.directories",
          root.toString(),
          "kafka.bootstrap.servers",
          "127.0.0.1:1",
          "millrace.text.model",
          "triage",
          "millrace.text.routes[0].source",
          "library",
          "millrace.text.routes[0].models",
          "encoder");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void stop() {}
}
