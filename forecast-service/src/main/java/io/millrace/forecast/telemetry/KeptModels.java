package io.millrace.forecast.telemetry;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.millrace.forecasting.Served;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The meters of the forecasters that were heard of last; those of others are removed, so that
 * neither the registry nor what scrapes it grows with every version. Thread-safe.
 */
final class KeptModels {

  private final MeterRegistry registry;
  private final Map<Tags, ModelMeters> forecasters;
  private final Map<String, PassMeters> networks;

  KeptModels(MeterRegistry registry, int most) {
    this.registry = registry;
    forecasters = new LastUsed<>(most);
    networks = new LastUsed<>(most);
  }

  synchronized ModelMeters of(Served served) {
    Tags tags =
        Tags.of(
            "model", served.model(), "version", served.version(), "servedBy", served.servedBy());
    return forecasters.computeIfAbsent(tags, key -> new ModelMeters(registry, key));
  }

  synchronized void pass(String model, int rows, int shape, long nanos) {
    networks.computeIfAbsent(model, key -> new PassMeters(registry, key)).ran(rows, shape, nanos);
  }

  /** Whose meters leave the registry when it leaves the map. */
  interface Removable {
    void remove();
  }

  private static final class LastUsed<K, V extends Removable> extends LinkedHashMap<K, V> {

    private static final long serialVersionUID = 1L;

    private final int most;

    LastUsed(int most) {
      super(most * 2, 0.75f, true);
      this.most = most;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
      if (size() > most) {
        eldest.getValue().remove();
        return true;
      }
      return false;
    }
  }
}
