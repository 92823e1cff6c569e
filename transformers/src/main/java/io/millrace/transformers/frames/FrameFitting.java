package io.millrace.transformers.frames;

import io.millrace.serving.ModelManifest;
import io.millrace.transformers.classification.ClassificationScores;
import io.millrace.transformers.classification.Majority;
import io.millrace.transformers.training.Adam;
import io.millrace.transformers.training.BatchInput;
import io.millrace.transformers.training.SavedModelWriter;
import io.millrace.transformers.training.Schedule;
import io.millrace.transformers.training.Trained;
import io.millrace.transformers.training.Trainer;
import io.millrace.transformers.training.TrainingListener;
import io.millrace.transformers.training.TrainingPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.op.nn.Softmax;

/**
 * Trains a {@link WindowClassifier} on recordings under known load and measures it on recordings
 * that it never saw.
 */
public final class FrameFitting {

  private static final String PROBABILITIES = "probabilities";

  /**
   * What to fit.
   *
   * @param recordings folder of labelled recordings
   * @param channels of the signal, in order
   * @param samples a frame
   */
  public record Task(
      String name,
      String version,
      Path recordings,
      List<String> channels,
      int samples,
      int epochs,
      int seed) {}

  /**
   * What came out.
   *
   * @param report for people
   */
  public record Fitted(
      ModelManifest manifest, WindowClassifier classifier, Trained trained, String report) {

    /** Writes {@code model.json} and {@code saved_model/}. */
    public void write(Path directory) throws IOException {
      Files.createDirectories(directory);
      writeNetwork(classifier, trained.weights(), directory.resolve("saved_model"));
      manifest.write(directory.resolve("model.json"));
    }
  }

  private final Task task;
  private final RecordingSplit split;
  private final List<String> labels;
  private final WindowClassifier classifier;

  private FrameFitting(Task task) throws IOException {
    this.task = task;
    List<FrameRecording> recordings =
        FrameRecording.readAll(task.recordings(), task.channels(), task.samples());
    this.split = RecordingSplit.of(recordings);
    this.labels = recordings.stream().map(FrameRecording::label).distinct().sorted().toList();
    this.classifier =
        new WindowClassifier(
            task.samples(), task.channels().size(), 5, 32, 1, 4, 64, labels.size(), 0.1f);
  }

  /**
   * @throws IOException naming file and line of a recording that can't be read
   * @throws IllegalArgumentException if there are too few recordings of a label
   */
  public static Fitted fit(Task task, TrainingListener listener) throws IOException {
    return new FrameFitting(task).fit(listener);
  }

  private Fitted fit(TrainingListener listener) throws IOException {
    Trainer trainer = new Trainer(plan(), listener, System::nanoTime);
    Trained trained =
        trainer.train(
            new FrameObjective(classifier),
            examples(split.training()),
            examples(split.validation()));
    ClassificationScores scores = scores(answers(trained));
    ClassificationScores control = scores(controlAnswers());
    ClassificationScores majority = scores(majorityAnswers());
    ModelManifest manifest =
        ModelManifest.frameClassification(
                task.name(), task.version(), labels, task.channels(), task.samples())
            .withMetrics(metrics(trained, scores, control, majority))
            .withProvenance(provenance());
    return new Fitted(manifest, classifier, trained, report(scores, control, majority));
  }

  private TrainingPlan plan() {
    Schedule schedule = new Schedule.Cosine(2e-3f, 0.1f);
    return new TrainingPlan(task.epochs(), 32, schedule, Adam.standard(), 1, 15, task.seed());
  }

  private FrameExamples examples(List<FrameRecording> recordings) {
    return new FrameExamples(RecordingSplit.frames(recordings), labels);
  }

  /** By the network as it will be served: written, read back and run. */
  private List<String> answers(Trained trained) throws IOException {
    Path draft = Files.createTempDirectory("frames");
    try {
      Path network = draft.resolve("saved_model");
      writeNetwork(classifier, trained.weights(), network);
      return ServedFrames.answers(draft, manifestOnly(), held());
    } finally {
      ServedFrames.delete(draft);
    }
  }

  private ModelManifest manifestOnly() {
    return ModelManifest.frameClassification(
        task.name(), task.version(), labels, task.channels(), task.samples());
  }

  private List<String> controlAnswers() {
    MeanThresholds control = MeanThresholds.fit(RecordingSplit.frames(split.training()));
    return held().stream().map(control::label).toList();
  }

  private List<String> majorityAnswers() {
    List<String> training =
        RecordingSplit.frames(split.training()).stream().map(LabelledFrame::label).toList();
    String label = Majority.of(training);
    return held().stream().map(frame -> label).toList();
  }

  private List<LabelledFrame> held() {
    return RecordingSplit.frames(split.heldOut());
  }

  private ClassificationScores scores(List<String> answers) {
    return ClassificationScores.of(held().stream().map(LabelledFrame::label).toList(), answers);
  }

  private Map<String, Object> metrics(
      Trained trained,
      ClassificationScores scores,
      ClassificationScores control,
      ClassificationScores majority) {
    Map<String, Object> metrics = new LinkedHashMap<>();
    metrics.put("trainingFrames", RecordingSplit.frames(split.training()).size());
    metrics.put("validationLoss", trained.validationLoss());
    metrics.put("heldOut", scores.toMap());
    metrics.put("heldOutMeanThresholds", control.toMap());
    metrics.put("heldOutMajority", majority.toMap());
    return metrics;
  }

  private Map<String, Object> provenance() {
    Map<String, Object> provenance = new LinkedHashMap<>();
    provenance.put("network", classifier.toString());
    provenance.put("training", names(split.training()));
    provenance.put("validation", names(split.validation()));
    provenance.put("heldOut", names(split.heldOut()));
    provenance.put("seed", task.seed());
    provenance.put(
        "recipe",
        "./millrace train models/contention/recordings --task frames --name contention --seed "
            + task.seed()
            + " --out models --replace 1");
    return provenance;
  }

  private static List<String> names(List<FrameRecording> recordings) {
    return recordings.stream().map(FrameRecording::name).toList();
  }

  private String report(
      ClassificationScores scores, ClassificationScores control, ClassificationScores majority) {
    return String.format(
        "held out, %d frames of %d recordings: macro-F1 %.3f; mean thresholds %.3f; majority %.3f%n%s",
        scores.items(),
        split.heldOut().size(),
        scores.macroF1(),
        control.macroF1(),
        majority.macroF1(),
        scores.table());
  }

  private static void writeNetwork(
      WindowClassifier classifier, Map<String, float[]> weights, Path directory)
      throws IOException {
    BatchInput frames = new FrameObjective(classifier).frames();
    SavedModelWriter.write(
        directory,
        List.of(frames),
        weights,
        (at, inputs) ->
            Map.of(
                PROBABILITIES,
                Softmax.create(
                    at.tf().scope(), classifier.logits(at, inputs.floats(frames.name())))));
  }
}
