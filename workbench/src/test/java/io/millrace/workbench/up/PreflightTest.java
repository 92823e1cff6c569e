package io.millrace.workbench.up;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PreflightTest {

  @ParameterizedTest
  @CsvSource({"Linux,amd64", "Linux,aarch64", "Mac OS X,aarch64"})
  void nothingStandsInTheWayOnAGoodMachine(String system, String architecture) {
    assertThat(obstacle(FakeMachine.on(system, architecture))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"Windows 11,amd64", "Mac OS X,x86_64", "Linux,riscv64", "SunOS,amd64"})
  void aPlatformWithoutTensorFlowIsNamed(String system, String architecture) {
    assertThat(obstacle(FakeMachine.on(system, architecture)))
        .startsWith("no TensorFlow is published for " + system + " on " + architecture);
  }

  @Test
  void muslIsNamed() {
    assertThat(obstacle(FakeMachine.good().withMusl())).contains("musl");
  }

  @Test
  void anOldJdkIsNamed() {
    assertThat(obstacle(FakeMachine.good().withJava(11)))
        .isEqualTo("Millrace runs on JDK 17 or newer; this is JDK 11");
  }

  @Test
  void aTakenPortIsNamedWithItsRole() {
    assertThat(obstacle(FakeMachine.good().withTaken(8082)))
        .startsWith("port 8082 of the inference-service is taken");
  }

  @Test
  void tooLittleMemoryIsNamedWithWhatThereIs() {
    assertThat(obstacle(FakeMachine.good().withMemory(3L << 30)))
        .isEqualTo("4 GiB of memory must be available; there are 3.0 GiB");
  }

  @Test
  void tooLittleDiskIsNamedWithWhatThereIs() {
    assertThat(obstacle(FakeMachine.good().withDisk(1L << 30)))
        .isEqualTo("2 GiB of disk must be free; there are 1.0 GiB");
  }

  private static String obstacle(Machine machine) {
    return new Preflight(machine, Ports.STANDARD.byRole()).obstacle().orElse("");
  }
}
