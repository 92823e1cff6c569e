package io.millrace.workbench.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildrenTest {

  @TempDir Path folder;

  private PidFile pids;
  private Children children;

  @BeforeEach
  void noChildren() {
    pids = new PidFile(folder.resolve("pids"));
    children = new Children(pids);
  }

  @AfterEach
  void stopAll() throws InterruptedException {
    children.stop();
  }

  @Test
  void aDeathIsToldWithExitCodeLogAndItsLastLines() {
    children.startService(shell("doomed", "echo first; echo last words; exit 7"));

    await().untilAsserted(this::assertDead);

    assertThatThrownBy(children::requireAlive)
        .isInstanceOf(UpException.class)
        .hasMessageContaining("doomed died with exit code 7")
        .hasMessageContaining(folder.resolve("doomed.log").toString())
        .hasMessageContaining("| last words");
  }

  @Test
  void servicesStopBeforeTheBroker() throws Exception {
    Path order = folder.resolve("order");
    children.startBroker(saysWhenAsked("broker", order));
    children.startService(saysWhenAsked("service", order));
    awaitReady("broker", "service");

    children.stop();

    assertThat(order).hasContent("service\nbroker");
    assertThat(pids.file()).doesNotExist();
  }

  @Test
  void aChildDoesNotHearTheTerminalsInterrupt() throws Exception {
    children.startService(shell("patient", "kill -INT $$; echo still here; exec sleep 60"));

    await().untilAsserted(() -> assertThat(log("patient")).contains("still here"));
    children.requireAlive();
  }

  @Test
  void whatAnEarlierRunLeftBehindIsStopped() throws Exception {
    children.startService(shell("left", "exec sleep 60"));
    ProcessHandle process = children.handles().findFirst().orElseThrow();

    assertThat(new PidFile(pids.file()).stopLeftovers()).containsExactly("left");

    await().until(() -> !process.isAlive());
  }

  @Test
  void aProcessThatHasTakenOverANumberIsLeftAlone() throws Exception {
    children.startService(shell("stranger", "exec sleep 60"));
    ProcessHandle process = children.handles().findFirst().orElseThrow();
    Files.writeString(pids.file(), "stranger " + process.pid() + " 1000\n");

    assertThat(new PidFile(pids.file()).stopLeftovers()).isEmpty();

    assertThat(process.isAlive()).isTrue();
  }

  @Test
  void aJavaChildEndsWhenItsParentIsGone() throws Exception {
    List<String> command =
        new JavaCommand(16, folder).running(WaitsForEver.class.getName(), classPath(), List.of());
    Process child = new ProcessBuilder(command).redirectErrorStream(true).start();
    assertThat(child.getInputStream().read()).isEqualTo('r');

    child.getOutputStream().close();

    await().until(() -> !child.isAlive());
  }

  private void assertDead() {
    assertThatThrownBy(children::requireAlive).isInstanceOf(UpException.class);
  }

  private void awaitReady(String... names) {
    for (String name : names) {
      await().untilAsserted(() -> assertThat(log(name)).contains("ready"));
    }
  }

  private String log(String name) throws IOException {
    return Files.readString(folder.resolve(name + ".log"));
  }

  private ChildPlan saysWhenAsked(String name, Path order) {
    return shell(
        name,
        "trap 'echo "
            + name
            + " >>"
            + order
            + "; exit 0' TERM; echo ready;"
            + " while :; do sleep 0.05; done");
  }

  private ChildPlan shell(String name, String script) {
    return new ChildPlan(
        name, List.of("/bin/sh", "-c", script), Map.of(), folder.resolve(name + ".log"), folder);
  }

  private static List<String> classPath() {
    return List.of(System.getProperty("java.class.path"));
  }

  /** What a test starts as a child. */
  static final class WaitsForEver {

    private WaitsForEver() {}

    public static void main(String[] arguments) throws InterruptedException {
      System.out.println("ready");
      new java.util.concurrent.CountDownLatch(1).await();
    }
  }
}
