package io.millrace.benchmarks.sensor;

import io.millrace.workbench.proof.Proof;
import io.millrace.workbench.proof.ProofRow;
import java.util.List;

/** Classifiers of sensor windows, as {@code millrace train --task sensor} makes them. */
public final class SensorWindows implements Proof {

  private static final List<Integer> SEEDS = List.of(1, 2, 3);

  @Override
  public String name() {
    return "sensor-windows";
  }

  @Override
  public String claim() {
    return "A few dozen labelled windows make a classifier, by one command whatever the sensor, and"
        + " it says where in time it looked.";
  }

  @Override
  public List<ProofRow> rows() {
    return List.of(
        new ArchiveRow("basic-motions", "BasicMotions", 0.95, SEEDS),
        new ArchiveRow("gun-point", "GunPoint", 0.95, SEEDS),
        new ArchiveRow("italy-power-demand", "ItalyPowerDemand", 0.95, SEEDS),
        new ActivationMapRow(400, SEEDS));
  }
}
