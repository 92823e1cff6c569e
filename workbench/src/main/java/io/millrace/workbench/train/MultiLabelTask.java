package io.millrace.workbench.train;

import io.millrace.serving.ModelBundle;
import io.millrace.transformers.text.MultiLabelTuned;
import io.millrace.transformers.text.MultiLabelTuning;
import io.millrace.transformers.text.PretrainedEncoder;
import io.millrace.transformers.training.Checkpointing;
import io.millrace.workbench.models.ServedExamples;
import io.millrace.workbench.report.AnswersReportWriter;
import io.millrace.workbench.text.LabelsFile;
import io.millrace.workbench.text.TextData;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** From texts that hold any number of labels to a classifier that says which, and by what words. */
record MultiLabelTask(TextTask base) {

  private static final int GOLDEN = 16; // texts in golden.json at most

  ClassifierTask.Made fit() throws IOException {
    ClassifierTask task = base.task();
    base.options().check(LabelsFile.isOne(task.data()));
    TextData texts = base.read(true);
    PretrainedEncoder encoder = base.options().pretrained();
    MultiLabelTuning.Recipe recipe = MultiLabelTuning.Recipe.standard(base.recipe(encoder));
    RememberedEpochs told =
        new RememberedEpochs(new TrainingLines(task.screen(), System::nanoTime));
    Checkpointing saved = base.saving().place();
    MultiLabelTuned tuned =
        TextTask.resumable(
            saved,
            () ->
                new MultiLabelTuning(encoder, recipe, told)
                    .train(texts.labels(), texts.training(), texts.validation(), saved));
    String title = task.name() + " " + task.version();
    MultiLabelReport report =
        MultiLabelReport.of(title, tuned, texts, told.curves("encoder and head"), base.command());
    report.lines().forEach(task.screen()::println);
    task.screen().flush();
    Map<String, Object> training = new LinkedHashMap<>();
    training.put("method", "encoder and label-wise attention fine-tuned");
    training.put("recipe", recipe.toString());
    return TextTask.discarding(
        saved,
        ClassifierTask.Made.of(
            task.name(),
            directory -> {
              tuned.write(
                  directory,
                  task.name(),
                  task.version(),
                  report.metrics(),
                  base.provenance().facts(encoder, training));
              ServedExamples.write(ModelBundle.read(directory), golden(texts));
              AnswersReportWriter.write(report.page(), directory);
            }));
  }

  /** The first of each set of labels. */
  private static List<String> golden(TextData texts) {
    Map<Set<String>, String> first = new LinkedHashMap<>();
    texts.training().forEach(text -> first.putIfAbsent(Set.copyOf(text.labels()), text.text()));
    return first.values().stream().limit(GOLDEN).toList();
  }
}
