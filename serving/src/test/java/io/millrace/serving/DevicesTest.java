package io.millrace.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.exceptions.TFInvalidArgumentException;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.RewriterConfig;

class DevicesTest {

  private static final Devices.Device CPU = new Devices.Device("CPU", 0, "", 256 << 20);
  private static final Devices.Device GPU =
      new Devices.Device("GPU", 1, "NVIDIA H100 80GB HBM3", 76L << 30);

  @TempDir Path folder;

  private static final RewriterConfig NONE =
      RewriterConfig.newBuilder().setDisableMetaOptimizer(true).build();

  @Test
  void thisProcessRunsOnWhatTensorFlowSees() {
    Devices devices = Devices.ofThisProcess();

    assertThat(devices.seen()).extracting(Devices.Device::type).contains("CPU");
    assertThat(devices.onGpu())
        .isEqualTo(devices.seen().stream().anyMatch(each -> each.type().equals("GPU")));
    assertThat(devices.warning()).isEmpty();
    assertThat(devices).isSameAs(Devices.ofThisProcess());
  }

  @Test
  void onTheCpuThatWasAskedForThereIsNoGpu() {
    SessionConfiguration configuration = ofThisMachine(Map.of("device", "cpu"));

    assertThat(configuration.devices().seen())
        .extracting(Devices.Device::type)
        .containsExactly("CPU");
    assertThat(configuration.devices().description()).isEqualTo("cpu");
    assertThat(configuration.devices().warning()).isEmpty();
  }

  /** No machine has GPU 99: without GPUs it is not seen, with some it is refused. */
  @Test
  void aGpuThatIsNotThereIsAWarningAndTheCpuRuns() {
    SessionConfiguration configuration = ofThisMachine(Map.of("device", "gpu:99"));

    assertThat(configuration.devices().description()).isEqualTo("no GPU found: on cpu");
    assertThat(configuration.devices().onGpu()).isFalse();
    assertThat(configuration.devices().warning().orElseThrow())
        .startsWith("millrace.tensorflow.device: gpu:99 was asked for, but TensorFlow gives no GPU")
        .endsWith("; on cpu");
  }

  @Test
  void aGpuThatTensorFlowRefusesIsAWarningThatSaysWhyAndTheCpuRuns() {
    List<ConfigProto> told = new ArrayList<>();

    SessionConfiguration configuration =
        SessionConfiguration.of(
            settings(Map.of("device", "gpu:7", "precision", "mixed")),
            proto -> {
              told.add(proto);
              if (proto.getDeviceCountMap().isEmpty()) {
                throw new TFInvalidArgumentException("an invalid Device id '7'");
              }
              return List.of(CPU);
            });

    assertThat(told.get(0).getGpuOptions().getVisibleDeviceList()).isEqualTo("7");
    assertThat(configuration.proto()).isEqualTo(told.get(1));
    assertThat(configuration.proto().getDeviceCountMap()).containsExactly(Map.entry("GPU", 0));
    assertThat(rewrites(configuration)).isEqualTo(NONE);
    assertThat(configuration.devices().warning())
        .contains(
            "millrace.tensorflow.device: gpu:7 was asked for, but TensorFlow gives no GPU:"
                + " an invalid Device id '7'; on cpu");
  }

  @Test
  void whereNotEvenTheCpuRunsTheFailureIsToldAsItIs() {
    assertThatThrownBy(
            () ->
                SessionConfiguration.of(
                    settings(Map.of("device", "cpu")),
                    proto -> {
                      throw new TensorFlowException("no threads");
                    }))
        .isInstanceOf(TensorFlowException.class)
        .hasMessage("no threads");
  }

  @Test
  void aGpuIsDescribedByItsNumberModelAndMemory() {
    SessionConfiguration configuration =
        SessionConfiguration.of(
            settings(Map.of("device", "gpu:1", "gpu-memory", "0.6")), proto -> List.of(CPU, GPU));

    assertThat(configuration.devices().description())
        .isEqualTo("gpu:1 NVIDIA H100 80GB HBM3, 76.0 GiB");
    assertThat(configuration.devices().onGpu()).isTrue();
    assertThat(configuration.devices().warning()).isEmpty();
    assertThat(configuration.proto().getGpuOptions().getVisibleDeviceList()).isEqualTo("1");
    assertThat(configuration.proto().getGpuOptions().getPerProcessGpuMemoryFraction())
        .isEqualTo(0.6);
    assertThat(configuration.proto().getGpuOptions().getAllowGrowth()).isFalse();
  }

  @Test
  void memoryGrowsAndPrecisionIsFullUnlessAskedOtherwise() {
    ConfigProto proto =
        SessionConfiguration.of(settings(Map.of()), any -> List.of(CPU, GPU)).proto();

    assertThat(proto.getGpuOptions().getAllowGrowth()).isTrue();
    assertThat(proto.getGpuOptions().getVisibleDeviceList()).isEmpty();
    assertThat(proto.hasGraphOptions()).isFalse();
  }

  @Test
  void precisionIsMixedOnAGpuOnly() {
    SessionSettings mixed = settings(Map.of("precision", "mixed"));

    SessionConfiguration onGpu = SessionConfiguration.of(mixed, any -> List.of(CPU, GPU));
    SessionConfiguration onCpu = SessionConfiguration.of(mixed, any -> List.of(CPU));

    assertThat(rewrites(onGpu).getAutoMixedPrecision()).isEqualTo(RewriterConfig.Toggle.ON);
    assertThat(rewrites(onGpu).getDisableMetaOptimizer()).isFalse();
    assertThat(onGpu.devices().warning()).isEmpty();
    assertThat(rewrites(onCpu)).isEqualTo(NONE);
    assertThat(onCpu.devices().warning())
        .contains("millrace.tensorflow.precision: mixed is for a GPU; float32 on cpu");
  }

  private static RewriterConfig rewrites(SessionConfiguration configuration) {
    return configuration.proto().getGraphOptions().getRewriteOptions();
  }

  @Test
  void theGraphForCpusServesOnACpuUnlessThePlainOneIsAskedFor() {
    assertThat(SessionConfiguration.of(settings(Map.of()), any -> List.of(CPU)).lowered()).isTrue();
    assertThat(SessionConfiguration.of(settings(Map.of("graph", "auto")), any -> List.of(CPU)))
        .extracting(SessionConfiguration::lowered)
        .isEqualTo(true);
    assertThat(SessionConfiguration.of(settings(Map.of()), any -> List.of(CPU, GPU)).lowered())
        .isFalse();
    assertThat(SessionConfiguration.of(settings(Map.of("graph", "plain")), any -> List.of(CPU)))
        .extracting(SessionConfiguration::lowered)
        .isEqualTo(false);
  }

  @Test
  void threadsAreAsTheyAreAskedFor() {
    ConfigProto proto = settings(Map.of("intra-op", "3", "inter-op", " ")).configuration(false);

    assertThat(proto.getIntraOpParallelismThreads()).isEqualTo(3);
    assertThat(proto.getInterOpParallelismThreads())
        .isEqualTo(Runtime.getRuntime().availableProcessors());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "intra-op | 0 | a number of threads from 1 to 9999",
        "inter-op | many | a number of threads from 1 to 9999",
        "device | gpu | auto, cpu or gpu:N",
        "device | gpu:-1 | auto, cpu or gpu:N",
        "device | GPU:0 | auto, cpu or gpu:N",
        "gpu-memory | 0.0 | growth or a fraction such as 0.6",
        "gpu-memory | 1.5 | growth or a fraction such as 0.6",
        "gpu-memory | 60% | growth or a fraction such as 0.6",
        "precision | bf16 | float32 or mixed",
        "graph | lowered | auto or plain",
      })
  void aWrongPropertyIsRefusedByName(String property, String value, String expected) {
    assertThatThrownBy(() -> settings(Map.of(property, value)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "millrace.tensorflow." + property + ": expected " + expected + ", found " + value);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.6", ".25", "1", "1.0", "0.05"})
  void aFractionOfTheMemoryIsTaken(String fraction) {
    assertThat(
            settings(Map.of("gpu-memory", fraction))
                .configuration(false)
                .getGpuOptions()
                .getPerProcessGpuMemoryFraction())
        .isEqualTo(Double.parseDouble(fraction));
  }

  @Test
  void theModelIsWhatTheDriverSaysOfAllItsGpus() throws Exception {
    assertThat(GpuModel.known(folder.resolve("absent"))).isEmpty();

    gpu("0000:01:00.0", "NVIDIA L4");
    gpu("0000:02:00.0", "NVIDIA L4");
    assertThat(GpuModel.known(folder)).isEqualTo("NVIDIA L4");

    gpu("0000:03:00.0", "NVIDIA A10");
    assertThat(GpuModel.known(folder)).isEmpty();
  }

  private void gpu(String address, String model) throws Exception {
    Path gpu = Files.createDirectories(folder.resolve(address));
    Files.writeString(
        gpu.resolve("information"), "Model: \t\t %s\nIRQ:   \t\t 24\n".formatted(model));
  }

  private static SessionConfiguration ofThisMachine(Map<String, String> properties) {
    return SessionConfiguration.of(settings(properties), NativeDevices::list);
  }

  private static SessionSettings settings(Map<String, String> properties) {
    return SessionSettings.read(
        name -> properties.get(name.substring(SessionSettings.PREFIX.length())));
  }
}
