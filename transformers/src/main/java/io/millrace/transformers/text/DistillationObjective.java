package io.millrace.transformers.text;

import io.millrace.transformers.Checkpoint;
import io.millrace.transformers.Mask;
import io.millrace.transformers.RelationLoss;
import io.millrace.transformers.Scope;
import io.millrace.transformers.training.BatchInput;
import io.millrace.transformers.training.Inputs;
import io.millrace.transformers.training.Objective;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Cross-entropy between the softened answers of teacher and student, plus {@link RelationLoss} of
 * their last layers.
 *
 * @param start of the student's weights
 */
record DistillationObjective(
    FineTuned teacher,
    EncoderClassifier student,
    Map<String, float[]> start,
    Distillation.Recipe recipe)
    implements Objective {

  @Override
  public List<BatchInput> inputs() {
    return TextObjective.INPUTS;
  }

  @Override
  public String description() {
    return student + " distilled from " + teacher.classifier() + " as " + recipe;
  }

  @Override
  public float rateFactor(String path) {
    return recipe.schedule().rates().factor(path);
  }

  @Override
  public Operand<TFloat32> loss(Scope at, Inputs inputs) {
    Ops tf = at.tf();
    Map<String, Operand<TFloat32>> taught = new HashMap<>();
    Map<String, Operand<TFloat32>> learnt = new HashMap<>();
    Scope teaching = Scope.serving(tf, new Checkpoint(teacher.weights())).noting(taught);
    Operand<TFloat32> right =
        logits(recipe.schedule().whileTraining(teacher.classifier()), teaching, inputs);
    Operand<TFloat32> own =
        logits(recipe.schedule().whileTraining(student), at.noting(learnt), inputs);
    Operand<TFloat32> answers = answers(tf, right, own);
    if (recipe.relations() == 0) {
      return answers;
    }
    Operand<TFloat32> relations =
        RelationLoss.of(
            tf,
            taught,
            lastAttention(teacher.classifier()),
            learnt,
            lastAttention(student),
            new Mask(tf.dtypes.cast(inputs.ints(TextExamples.MASK), TFloat32.class)));
    return tf.math.add(answers, tf.math.mul(relations, tf.constant(recipe.relations())));
  }

  /** Temperature² keeps the gradient's size whatever the temperature (arXiv 1503.02531). */
  private Operand<TFloat32> answers(Ops tf, Operand<TFloat32> right, Operand<TFloat32> own) {
    Operand<TFloat32> temperature = tf.constant(recipe.temperature());
    Operand<TFloat32> soft = tf.nn.softmax(tf.math.div(right, temperature));
    Operand<TFloat32> each =
        tf.nn.softmaxCrossEntropyWithLogits(tf.math.div(own, temperature), soft).loss();
    return tf.math.mul(tf.math.mean(each, tf.constant(0)), tf.math.square(temperature));
  }

  @Override
  public Operand<TFloat32> validationLoss(Scope at, Inputs inputs) {
    return TextObjective.error(
        at.tf(), logits(student, at, inputs), inputs.ints(TextExamples.TRUTH));
  }

  private static Operand<TFloat32> logits(EncoderClassifier classifier, Scope at, Inputs inputs) {
    return classifier
        .apply(at, inputs.ints(TextExamples.IDS), inputs.ints(TextExamples.MASK))
        .logits();
  }

  private static String lastAttention(EncoderClassifier classifier) {
    return "block" + (classifier.encoder().layers() - 1) + "/mixer";
  }
}
