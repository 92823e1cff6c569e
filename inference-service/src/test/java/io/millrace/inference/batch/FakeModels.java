package io.millrace.inference.batch;

import io.millrace.releases.ModelMissingException;
import io.millrace.serving.life.Lease;
import io.millrace.serving.life.LoadedModel;
import io.millrace.serving.life.ModelSlot;
import io.millrace.serving.life.ModelState;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Scorers by name. */
public final class FakeModels<E> implements Models<E> {

  private final Map<String, ModelSlot<Scorer<E>>> byName = new LinkedHashMap<>();

  public FakeModels<E> with(String name, Scorer<E> scorer) {
    byName
        .computeIfAbsent(name, any -> new ModelSlot<>(Clock.systemUTC()))
        .swap(new LoadedModel<>(scorer, new ModelState.Warm(List.of()), Runnable::run));
    return this;
  }

  @Override
  public List<String> serving() {
    return List.copyOf(byName.keySet());
  }

  @Override
  public Lease<? extends Scorer<E>> lease(String name) {
    if (!byName.containsKey(name)) {
      throw new ModelMissingException(name);
    }
    return byName.get(name).lease().orElseThrow();
  }
}
