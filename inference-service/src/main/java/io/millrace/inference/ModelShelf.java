package io.millrace.inference;

import io.millrace.serving.FrameClassifier;
import io.millrace.serving.InvalidBundleException;
import io.millrace.serving.ModelBundle;
import io.millrace.serving.Task;
import io.millrace.serving.TextClassifier;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jboss.logging.Logger;

/** The models in service, and those that were refused. */
final class ModelShelf implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger("io.millrace.inference.models");

  private final List<ModelView> views = new ArrayList<>();
  private final Optional<Scorer<?>> text;
  private final Optional<Scorer<?>> sensor;

  private ModelShelf(
      List<Path> directories, Optional<String> textModel, Optional<String> sensorModel) {
    List<ModelBundle> found =
        ModelBundle.findAll(
            directories, refusal -> LOG.errorf("Refused: %s", refusal.getMessage()));
    text =
        load(
            new ModelChoice(Task.TEXT_CLASSIFICATION, "millrace.text.model", textModel)
                .versions(found, directories),
            bundle -> new TextScorer(TextClassifier.load(bundle)));
    sensor =
        load(
            new ModelChoice(Task.FRAME_CLASSIFICATION, "millrace.sensor.model", sensorModel)
                .versions(found, directories),
            bundle -> new FrameScorer(FrameClassifier.load(bundle)));
  }

  /**
   * Loads the newest version of each chosen model that can be served.
   *
   * @throws IllegalArgumentException naming the configuration key that is wrong
   */
  static ModelShelf load(InferenceSettings settings) {
    return new ModelShelf(
        settings.models().directories().orElse(List.of()),
        settings.text().model(),
        settings.sensor().model());
  }

  private Optional<Scorer<?>> load(
      List<ModelBundle> newestFirst, Function<ModelBundle, Scorer<?>> loader) {
    for (ModelBundle bundle : newestFirst) {
      try {
        Scorer<?> scorer = loader.apply(bundle);
        views.add(ModelView.serving(bundle));
        LOG.infof("Serving %s from %s", bundle, bundle.directory());
        return Optional.of(scorer);
      } catch (InvalidBundleException refusal) {
        views.add(ModelView.refused(bundle, String.valueOf(refusal.getMessage())));
        LOG.errorf("Refused: %s", refusal.getMessage());
      }
    }
    return Optional.empty();
  }

  Optional<Scorer<?>> text() {
    return text;
  }

  Optional<Scorer<?>> sensor() {
    return sensor;
  }

  List<ModelView> views() {
    return List.copyOf(views);
  }

  Optional<Scorer<?>> serving(String name) {
    return List.of(text, sensor).stream()
        .flatMap(Optional::stream)
        .filter(scorer -> scorer.model().name().equals(name))
        .findFirst();
  }

  @Override
  public void close() {
    text.ifPresent(Scorer::close);
    sensor.ifPresent(Scorer::close);
  }
}
