package io.millrace.forecast;

import io.millrace.forecast.models.ForecastModels;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Looks for bundles that come while the stream runs, on a thread of its own. */
@ApplicationScoped
class ModelRescan {

  private static final Logger LOG = Logger.getLogger(ModelRescan.class);

  private final ForecastModels models;
  private final Duration every;
  private final ScheduledExecutorService scan =
      Executors.newSingleThreadScheduledExecutor(ModelRescan::thread);

  ModelRescan(ForecastModels models, ForecastSettings settings) {
    this.models = models;
    this.every = settings.models().rescan();
  }

  void start(@Observes StartupEvent started) {
    long millis = every.toMillis();
    var unused = scan.scheduleWithFixedDelay(this::look, millis, millis, TimeUnit.MILLISECONDS);
  }

  void stop(@Observes ShutdownEvent stopping) {
    scan.shutdownNow();
  }

  /** An exception would end the schedule; a folder may well vanish while it is listed. */
  private void look() {
    try {
      models.rescan();
    } catch (RuntimeException failure) {
      LOG.warnf("the model folders could not be looked through: %s", failure.getMessage());
    }
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "model-rescan");
    thread.setDaemon(true);
    return thread;
  }
}
