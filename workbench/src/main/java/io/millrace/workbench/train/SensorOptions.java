package io.millrace.workbench.train;

import picocli.CommandLine.Option;

/** What {@code --task sensor} takes beside data, name and seed. */
final class SensorOptions {

  @Option(
      names = "--log-unit",
      paramLabel = "UNIT",
      description =
          "sensor: samples span decades and are never negative: log(1 + sample / UNIT) is learnt"
              + " from (default: each channel by its mean and deviation)")
  double logUnit;
}
