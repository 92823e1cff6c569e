package io.millrace.serving;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The model of this machine's GPUs, as NVIDIA's driver for Linux says it. TensorFlow's C interface
 * gives no name.
 */
final class GpuModel {

  private static final Path DRIVER = Path.of("/proc/driver/nvidia/gpus");
  private static final String MODEL = "Model:";

  private GpuModel() {}

  /** Empty where the driver does not say, or where the machine's GPUs differ. */
  static String known() {
    return known(DRIVER);
  }

  /**
   * @param driver holds one folder a GPU
   */
  static String known(Path driver) {
    Set<String> models =
        BundleFolders.under(driver).stream()
            .flatMap(gpu -> lines(gpu.resolve("information")))
            .filter(line -> line.startsWith(MODEL))
            .map(line -> line.substring(MODEL.length()).strip())
            .collect(Collectors.toUnmodifiableSet());
    return models.size() == 1 ? models.iterator().next() : "";
  }

  private static Stream<String> lines(Path information) {
    try {
      return Files.readAllLines(information).stream();
    } catch (IOException e) {
      return Stream.empty();
    }
  }
}
