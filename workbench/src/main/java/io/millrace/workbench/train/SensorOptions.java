package io.millrace.workbench.train;

import io.millrace.transformers.frames.FrameRecipe;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** What {@code --task sensor} takes beside data, name and seed. */
final class SensorOptions {

  /** Those of the command that matter to it, these included. */
  static final List<String> ALL =
      List.of(
          "--task", "--name", "--out", "--seed", "--log-unit", "--pretrain", "--steps", "--locate");

  @Option(
      names = "--log-unit",
      paramLabel = "UNIT",
      description =
          "sensor: samples span decades and are never negative: log(1 + sample / UNIT) is learnt"
              + " from (default: each channel by its mean and deviation)")
  double logUnit;

  @Option(
      names = "--steps",
      paramLabel = "N",
      description =
          "sensor: of training, unless 60 epochs are more or validation ends it (${DEFAULT-VALUE})")
  int steps = FrameRecipe.STEPS;

  @Option(
      names = "--locate",
      description =
          "sensor: answers must say where in time they looked, for the price of accuracy where"
              + " labels differ by long shapes (default: whichever validates better)")
  boolean locate;

  @Option(
      names = "--pretrain",
      paramLabel = "FILES",
      split = ",",
      description =
          "sensor: frames, labelled or not, to learn the signal from before the labels: a file or"
              + " folder like DATA; several by commas")
  List<Path> pretrain = new ArrayList<>();
}
