package io.millrace.serving;

import java.util.List;
import java.util.Optional;

/**
 * The devices that TensorFlow runs on in this process.
 *
 * @param seen all that it sees
 * @param description one line: {@code cpu}, {@code no GPU found: on cpu}, or the GPU with its
 *     number, model and memory
 * @param warning what was asked for and could not be had
 */
public record Devices(List<Device> seen, String description, Optional<String> warning) {

  private static final double GIB = 1L << 30;

  public Devices {
    seen = List.copyOf(seen);
  }

  /**
   * One device.
   *
   * @param type {@code CPU} or {@code GPU}
   * @param number among those of its type, as the machine counts
   * @param model such as {@code NVIDIA H100 80GB HBM3}; empty if it is not known
   * @param memoryBytes that TensorFlow may take of it
   */
  public record Device(String type, int number, String model, long memoryBytes) {

    boolean isGpu() {
      return type.equals("GPU");
    }

    String description() {
      String name = ("gpu:" + number + " " + model).strip();
      return "%s, %.1f GiB".formatted(name, memoryBytes / GIB);
    }
  }

  /**
   * Starts TensorFlow if nothing has yet, as the system properties {@code millrace.tensorflow.*}
   * ask for.
   *
   * @throws IllegalArgumentException naming the system property that is wrong
   */
  public static Devices ofThisProcess() {
    return SessionConfiguration.ofThisProcess().devices();
  }

  /**
   * @param failure why TensorFlow did not take the device that was asked for, after a colon; empty
   *     if it did
   */
  static Devices of(SessionSettings asked, List<Device> seen, String failure) {
    Optional<Device> gpu = seen.stream().filter(Device::isGpu).findFirst();
    String without = asked.asksForCpu() ? "cpu" : "no GPU found: on cpu";
    return new Devices(
        seen, gpu.map(Device::description).orElse(without), warning(asked, gpu, failure));
  }

  private static Optional<String> warning(
      SessionSettings asked, Optional<Device> gpu, String failure) {
    if (gpu.isPresent()) {
      return Optional.empty();
    }
    if (asked.asksForGpu() || !failure.isEmpty()) {
      return Optional.of(
          "millrace.tensorflow.device: %s was asked for, but TensorFlow gives no GPU%s; on cpu"
              .formatted(asked.device(), failure));
    }
    return asked.mixed()
        ? Optional.of("millrace.tensorflow.precision: mixed is for a GPU; float32 on cpu")
        : Optional.empty();
  }

  /** Whether networks run on a GPU. */
  public boolean onGpu() {
    return seen.stream().anyMatch(Device::isGpu);
  }
}
