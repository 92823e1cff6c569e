package io.millrace.serving;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.tensorflow.proto.ConfigProto;

/**
 * How every session of this process is configured. The first one fixes threads, devices and their
 * memory for all, so this is settled once, by asking TensorFlow what it sees.
 *
 * @param proto what TensorFlow is told
 * @param devices what it sees when it is told so
 * @param lowered whether networks run as they were lowered for CPUs, where they were
 */
record SessionConfiguration(ConfigProto proto, Devices devices, boolean lowered) {

  private static @Nullable SessionConfiguration settled;

  /**
   * @throws IllegalArgumentException naming the system property that is wrong
   */
  static synchronized SessionConfiguration ofThisProcess() {
    SessionConfiguration known = settled;
    if (known == null) {
      known = of(SessionSettings.read(System::getProperty), NativeDevices::list);
      settled = known;
    }
    return known;
  }

  /**
   * A GPU that cannot be had is no reason not to start: the CPU can do the same, later.
   *
   * @param list the devices that TensorFlow sees under a configuration
   */
  static SessionConfiguration of(
      SessionSettings settings, Function<ConfigProto, List<Devices.Device>> list) {
    try {
      List<Devices.Device> seen = list.apply(settings.configuration(false));
      Devices devices = Devices.of(settings, seen, "");
      return new SessionConfiguration(
          settings.configuration(devices.onGpu()), devices, settings.lowers() && !devices.onGpu());
    } catch (RuntimeException e) { // not all that TensorFlow throws is a TensorFlowException
      if (settings.asksForCpu()) {
        throw e;
      }
      ConfigProto onCpu = settings.onCpu().configuration(false);
      Devices devices = Devices.of(settings, list.apply(onCpu), ": " + e.getMessage());
      return new SessionConfiguration(onCpu, devices, settings.lowers());
    }
  }
}
