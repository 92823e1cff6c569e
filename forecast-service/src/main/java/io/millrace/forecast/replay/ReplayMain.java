package io.millrace.forecast.replay;

import io.millrace.forecast.ConfiguredJobs;
import io.millrace.forecast.ForecastSettings;
import io.millrace.forecast.jobs.Jobs;
import io.millrace.forecast.jobs.SeriesPattern;
import io.millrace.forecast.models.ForecastModels;
import io.millrace.forecast.models.ModelDirectories;
import io.millrace.forecast.models.NetworkLoader;
import io.millrace.releases.MemoryLimit;
import io.millrace.releases.Workshop;
import io.millrace.releases.topics.KafkaConnection;
import io.millrace.releases.topics.TopicReader;
import io.millrace.serving.NativeLedger;
import io.millrace.serving.TensorFlowKeys;
import io.millrace.serving.life.Trial;
import io.millrace.serving.store.BundleFetcher;
import io.millrace.serving.store.BundleStores;
import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.PropertiesLocationConfigSourceFactory;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.jboss.logging.Logger;

/**
 * The replay command of the service: its configuration, and the keys {@code millrace.replay.*}, as
 * system properties, in the environment, or in files that {@code smallrye.config.locations} names.
 * It reads topics and writes files, and is of no group.
 */
public final class ReplayMain {

  private static final Logger LOG = Logger.getLogger("io.millrace.forecast.replay");
  private static final int CONVERTERS = 100; // priority
  private static final int SHIPPED = 100; // ordinal of the application's own configuration
  private static final int FAILED = 1;

  private ReplayMain() {}

  public static void main(String[] arguments) throws IOException {
    SmallRyeConfig configuration = configuration();
    try {
      run(configuration, System.out);
    } catch (MissingVersionException missing) {
      System.err.println("millrace: " + missing.getMessage());
      System.exit(FAILED);
    }
  }

  private static SmallRyeConfig configuration() throws IOException {
    URL shipped = ReplayMain.class.getResource("/application.properties");
    return new SmallRyeConfigBuilder()
        .addDefaultSources()
        .addDefaultInterceptors()
        .withSources(new PropertiesLocationConfigSourceFactory()) // smallrye.config.locations
        .withSources(new PropertiesConfigSource(Objects.requireNonNull(shipped), SHIPPED))
        .withConverter(Duration.class, CONVERTERS, new DurationConverter())
        .withConverter(MemorySize.class, CONVERTERS, new MemorySizeConverter())
        .withMapping(ForecastSettings.class)
        .withMapping(ReplaySettings.class)
        .build();
  }

  private static void run(SmallRyeConfig configuration, PrintStream screen) throws IOException {
    ForecastSettings settings = configuration.getConfigMapping(ForecastSettings.class);
    ReplaySettings asked = configuration.getConfigMapping(ReplaySettings.class);
    Path scratch = Files.createTempDirectory("replay");
    try (Consumer<byte[], byte[]> consumer =
            TopicReader.open(KafkaConnection.of(configuration), "replay");
        ForecastModels models = models(settings);
        ReplayOutput output = new ReplayOutput(asked.from(), asked.to(), asked.out())) {
      models.rescan();
      CommittedLog log = new CommittedLog(consumer);
      Jobs jobs =
          RecordedJobs.of(log, ConfiguredJobs.of(settings.jobs(), Clock.systemUTC().instant()));
      new LogReplay(
              log,
              new SeriesPattern(asked.series()),
              settings.forecast(),
              jobs,
              models,
              asked.mode(),
              scratch)
          .run(output);
      screen.printf(
          "%,d forecasts, %,d steps skipped, %,d changes of alerts%n",
          output.forecasts(), output.skipped(), output.alerts());
      output.table().lines().forEach(screen::println);
      screen.println(
          "wrote " + asked.out() + " (forecasts.ndjson, alerts.ndjson, rolling-origin.csv)");
    }
  }

  private static ForecastModels models(ForecastSettings settings) {
    TensorFlowKeys.tellThisProcess(settings.tensorflow());
    BundleFetcher fetcher = new BundleFetcher(BundleStores.standard());
    Path cache = settings.models().cache();
    return new ForecastModels(
        new ModelDirectories(settings.models().directories().orElse(List.of())),
        new NetworkLoader(settings.forecast().batchShapes()),
        new Workshop(
            new Trial(settings.models().slowestFactor()),
            new MemoryLimit(Optional.empty(), NativeLedger.ofThisProcess()::liveBytes),
            Runnable::run,
            Clock.systemUTC(),
            new LoggedLives()),
        release -> fetcher.fetch(release, cache),
        cache,
        settings.instance() + "-replay",
        LOG);
  }
}
