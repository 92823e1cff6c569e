package io.millrace.releases;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.events.ModelRelease;
import io.millrace.events.ModelRelease.Role;
import io.millrace.serving.FrameClassifier;
import io.millrace.serving.ModelBundle;
import io.millrace.serving.Task;
import io.millrace.serving.TextClassifier;
import io.millrace.serving.TinyBundles;
import io.millrace.serving.life.Trial;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Releases of names that nobody knew before, to a service that takes any model of two tasks. */
class OpenShelvesTest {

  @TempDir Path root;
  @TempDir Path memory;

  private record FrameLoader() implements Loader<FrameClassifier> {

    @Override
    public Set<Task> tasks() {
      return Set.of(Task.FRAME_CLASSIFICATION);
    }

    @Override
    public FrameClassifier load(ModelBundle bundle) {
      return FrameClassifier.load(bundle);
    }
  }

  private final Workshop workshop =
      new Workshop(
          new Trial(1e6),
          new MemoryLimit(Optional.empty(), () -> 0),
          Runnable::run,
          Clock.systemUTC(),
          new Silent());
  private final Shelf<TextClassifier> texts = Shelf.open(new TextLoader(), workshop);
  private final Shelf<FrameClassifier> frames = Shelf.open(new FrameLoader(), workshop);
  private final ModelShelf shelf = new ModelShelf(List.of(texts, frames), List::of);
  private final Map<String, ModelBundle> store = new HashMap<>();

  @AfterEach
  void close() {
    shelf.close();
  }

  @Test
  void eachFindsTheShelfOfItsTask() {
    store.put("mood", TinyBundles.text(root, "mood", "1"));
    store.put("pump", TinyBundles.frames(root, "pump", "1"));
    store.put("load", TinyBundles.forecast(root, "load", "1", List.of("a"), 4, 2));

    List.of("pump", "mood", "load").forEach(this::release);

    assertThat(texts.models()).extracting(ServedModel::name).containsExactly("mood");
    assertThat(frames.models()).extracting(ServedModel::name).containsExactly("pump");
    assertThat(texts.find("mood").orElseThrow().has(Role.SERVING)).isTrue();
    assertThat(frames.find("pump").orElseThrow().has(Role.SERVING)).isTrue();
  }

  @Test
  void aReleaseThatCouldNotBeFetchedFindsItsShelfOnceItCan() {
    ReleaseDesk desk = desk();
    desk.release(release("pump", "1"));
    store.put("pump", TinyBundles.frames(root, "pump", "1"));

    desk.release(release("pump", "2"));

    assertThat(texts.models()).isEmpty();
    assertThat(frames.models()).extracting(ServedModel::name).containsExactly("pump");
  }

  private void release(String model) {
    desk().release(release(model, "1"));
  }

  private static ModelRelease release(String model, String version) {
    return new ModelRelease(
        model, version, "file:/somewhere", "0".repeat(64), Instant.EPOCH, Role.SERVING);
  }

  private ReleaseDesk desk() {
    return new ReleaseDesk(
        shelf,
        release -> {
          if (!store.containsKey(release.name())) {
            throw new IOException("503");
          }
          return store.get(release.name());
        },
        new LoadGuard(memory, "here"),
        new NoShadows("none here"),
        Clock.systemUTC(),
        Logger.getLogger(OpenShelvesTest.class));
  }
}
