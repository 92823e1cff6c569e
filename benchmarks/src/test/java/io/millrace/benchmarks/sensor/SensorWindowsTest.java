package io.millrace.benchmarks.sensor;

import io.millrace.benchmarks.ShortForms;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The rows in short: one seed each. */
class SensorWindowsTest {

  @Test
  void aFewDozenDaysTellWinterFromSummer() {
    ShortForms.keepAlone(
        new ArchiveRow("italy-power-demand", "ItalyPowerDemand", 0.94, List.of(1)));
  }

  @Test
  void theMapPeaksWhereATransientIsThatNobodyPointedAt() {
    ShortForms.keepAlone(new ActivationMapRow(400, List.of(1)));
  }
}
