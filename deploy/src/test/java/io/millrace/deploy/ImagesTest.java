package io.millrace.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import io.millrace.workbench.up.ServiceRuntime;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A small service on a base that is a file, layered as the real ones are. No registry is asked. */
class ImagesTest {

  private static final ServiceImage SERVICE =
      ServiceImage.ALL.stream()
          .filter(each -> each.name().equals("forecast-service"))
          .findFirst()
          .orElseThrow();

  @TempDir Path folder;
  private Path application;
  private Path bundles;
  private Path base;

  @BeforeEach
  void aServiceAndABase() throws Exception {
    application = folder.resolve("quarkus-app");
    bundles = folder.resolve("bundles");
    file("quarkus-app/quarkus-run.jar");
    file("quarkus-app/app/forecast-service.jar");
    file("quarkus-app/quarkus/generated-bytecode.jar");
    file("quarkus-app/lib/boot/io.smallrye.common.jar");
    file("quarkus-app/lib/main/org.tensorflow.tensorflow-core-native-linux-x86_64.jar");
    file("quarkus-app/lib/main/org.apache.kafka.kafka-clients.jar");
    file("quarkus-app/lib/main/io.millrace.events.jar");
    file("bundles/host-forecast/1/model.json");
    Path java = file("base/usr/bin/java");
    base = folder.resolve("base.tar");
    Jib.fromScratch()
        .addLayer(List.of(java), AbsoluteUnixPath.get("/usr/bin"))
        .containerize(offline(TarImage.at(base).named("base:1")));
  }

  @Test
  void anImageRunsAsNobodyAndSaysWhereItListens() throws Exception {
    JsonNode config = new ObjectMapper().readTree(made().get("config.json")).path("config");

    assertThat(config.path("User").asText()).isEqualTo("10001:10001");
    assertThat(config.path("WorkingDir").asText()).isEqualTo("/opt/millrace/app");
    assertThat(config.path("ExposedPorts").fieldNames()).toIterable().containsExactly("8083/tcp");
    assertThat(config.path("Env"))
        .extracting(JsonNode::asText)
        .contains("TF_ENABLE_ONEDNN_OPTS=1", "MALLOC_ARENA_MAX=2");
    assertThat(config.path("Entrypoint"))
        .extracting(JsonNode::asText)
        .startsWith("java", "-XX:MaxRAMPercentage=25")
        .endsWith("-jar", "/opt/millrace/app/quarkus-run.jar");
  }

  /** JavaCPP would count mapped files against four times the heap, and refuse a second model. */
  @Test
  void everyServiceStartsWithWhatMillraceUpGivesItsOwn() {
    assertThat(ServiceRuntime.NEEDED).contains("-Dorg.bytedeco.javacpp.maxPhysicalBytes=0");
    assertThat(ServiceRuntime.options(512)).containsAll(ServiceRuntime.NEEDED);
    assertThat(ServiceImage.ALL)
        .allSatisfy(
            image ->
                assertThat(image.entrypoint("java"))
                    .startsWith("java")
                    .containsSubsequence(ServiceRuntime.NEEDED)
                    .containsSubsequence(ServiceRuntime.NEEDED.get(0), "-jar"));
  }

  @Test
  void theSameFilesMakeTheSameImage() throws Exception {
    byte[] first = made().get("config.json");

    assertThat(made().get("config.json")).isEqualTo(first);
  }

  @Test
  void whatChangesSeldomLiesBelow() throws Exception {
    List<FileEntriesLayer> layers = plan().layers();

    assertThat(layers)
        .extracting(FileEntriesLayer::getName)
        .containsExactly("folders", "native", "models", "libraries", "ours", "application");
    assertThat(layers.get(1).getEntries())
        .extracting(each -> each.getExtractionPath().toString())
        .containsExactly(
            "/opt/millrace/app/lib/main/org.tensorflow.tensorflow-core-native-linux-x86_64.jar");
    assertThat(layers.get(4).getEntries())
        .extracting(each -> each.getExtractionPath().toString())
        .containsExactly("/opt/millrace/app/lib/main/io.millrace.events.jar");
  }

  /** Docker gives a new volume the owner of the folder below it. */
  @Test
  void onlyTheFoldersThatItWritesToAreTheUsers() throws Exception {
    Map<String, TarArchiveEntry> entries = entries();

    assertThat(entries.get("var/lib/millrace/").getLongUserId()).isEqualTo(ImagePlan.USER);
    assertThat(entries.get("tmp/").getLongUserId()).isEqualTo(ImagePlan.USER);
    assertThat(entries.keySet())
        .filteredOn(entry -> entry.startsWith("opt/"))
        .isNotEmpty()
        .allMatch(entry -> entries.get(entry).getLongUserId() == 0);
  }

  @Test
  void aBaseWithoutJavaGetsOne() throws Exception {
    Path java = file("jre/bin/java").getParent().getParent();
    ImagePlan plan = new ImagePlan(SERVICE, application, bundles, java, "1");

    assertThat(plan.layers()).extracting(FileEntriesLayer::getName).contains("java");
    assertThat(plan.layers().get(1).getEntries().get(0).getExtractionPath())
        .hasToString("/opt/java/bin/java");
  }

  private ImagePlan plan() {
    return new ImagePlan(SERVICE, application, bundles, null, "1");
  }

  private Map<String, byte[]> made() throws Exception {
    Path image = folder.resolve("image.tar");
    plan()
        .on(Jib.from(TarImage.at(base)))
        .containerize(offline(TarImage.at(image).named("millrace/forecast-service:1")));
    Map<String, byte[]> files = new HashMap<>();
    try (var tar = new TarArchiveInputStream(Files.newInputStream(image))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        files.put(entry.getName(), tar.readAllBytes());
      }
    }
    return files;
  }

  private Map<String, TarArchiveEntry> entries() throws Exception {
    Map<String, TarArchiveEntry> entries = new HashMap<>();
    for (Map.Entry<String, byte[]> file : made().entrySet()) {
      if (file.getKey().endsWith(".tar.gz")) {
        entries.putAll(layer(file.getValue()));
      }
    }
    return entries;
  }

  private static Map<String, TarArchiveEntry> layer(byte[] zipped) throws IOException {
    Map<String, TarArchiveEntry> entries = new HashMap<>();
    try (var tar =
        new TarArchiveInputStream(new GZIPInputStream(new ByteArrayInputStream(zipped)))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        entries.put(entry.getName(), entry);
      }
    }
    return entries;
  }

  private Containerizer offline(TarImage target) {
    return Containerizer.to(target)
        .setOfflineMode(true)
        .setBaseImageLayersCache(folder.resolve("cache-base"))
        .setApplicationLayersCache(folder.resolve("cache"));
  }

  private Path file(String name) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, name);
  }
}
