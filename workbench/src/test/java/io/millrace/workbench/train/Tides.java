package io.millrace.workbench.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Random;

/** A small series for tests: a wave, noise, and one value missing in row 7. */
final class Tides {

  private Tides() {}

  static Path csv(Path folder, int rows) throws IOException {
    Random noise = new Random(4);
    StringBuilder csv = new StringBuilder("time,tide,wind\n");
    for (int row = 0; row < rows; row++) {
      csv.append(Instant.EPOCH.plusSeconds(3600L * row))
          .append(',')
          .append(row == 7 ? "" : Math.sin(row / 2.0))
          .append(',')
          .append(noise.nextGaussian())
          .append('\n');
    }
    return Files.writeString(folder.resolve("tides.csv"), csv);
  }
}
