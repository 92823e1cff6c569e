package io.millrace.workbench.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ClassArchivesTest {

  /** Runs in processes of its own. */
  static final class Greeter {
    public static void main(String[] arguments) {
      System.out.println("hello");
    }
  }

  @TempDir Path repository;
  private List<String> jars;

  @BeforeEach
  void makeJar() throws IOException {
    Path jar = repository.resolve("greeter.jar");
    String name = Greeter.class.getName().replace('.', '/') + ".class";
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
        InputStream in = Greeter.class.getClassLoader().getResourceAsStream(name)) {
      out.putNextEntry(new JarEntry(name));
      Objects.requireNonNull(in).transferTo(out);
    }
    jars = List.of(jar.toString());
  }

  @Test
  void aProcessMakesAnArchiveAndTheNextTakesItsClassesFromThere() throws Exception {
    ClassArchives made = ClassArchives.fresh(repository);
    assertThat(said(made.options("greeter", jars))).contains("hello");
    made.keep("greeter");

    List<String> options = new ArrayList<>(ClassArchives.in(repository).options("greeter", jars));
    options.add("-Xshare:on"); // or it would start without
    options.add("-Xlog:class+load");

    assertThat(said(options))
        .contains("hello")
        .containsPattern(Greeter.class.getSimpleName() + " source: shared objects file \\(top\\)");
  }

  @Test
  void withoutAnArchiveThereAreNoOptions() {
    assertThat(ClassArchives.in(repository).options("greeter", jars)).isEmpty();
  }

  @Test
  void jarsThatAreBuiltAgainMakeAnArchiveUseless() throws Exception {
    ClassArchives made = ClassArchives.fresh(repository);
    said(made.options("greeter", jars));
    made.keep("greeter");
    Files.setLastModifiedTime(Path.of(jars.get(0)), FileTime.from(Instant.now().plusSeconds(60)));

    assertThat(ClassArchives.in(repository).options("greeter", jars)).isEmpty();
  }

  @Test
  void aProcessThatMadeNoneIsNamed() {
    ClassArchives made = ClassArchives.fresh(repository);

    assertThatThrownBy(() -> made.keep("greeter"))
        .isInstanceOf(UpException.class)
        .hasMessageContaining("greeter has not archived its classes");
  }

  private String said(List<String> options) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("-cp", String.join(":", jars), Greeter.class.getName()));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return said;
  }
}
