package io.millrace.workbench.proof;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Results as files: {@code results/PROOF.json}, and the page made of all of them. */
final class Results {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private final Path docs;

  /**
   * @param docs folder that holds {@code results/} and {@code results.md}
   */
  Results(Path docs) {
    this.docs = docs;
  }

  ProofResult of(Proof proof) {
    Path file = file(proof.name());
    List<RowResult> rows = Files.isRegularFile(file) ? read(file).rows() : List.of();
    return new ProofResult(proof.name(), proof.claim(), rows);
  }

  void write(ProofResult result) {
    Path file = file(result.proof());
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, JSON.writeValueAsString(result) + "\n");
      Files.writeString(docs.resolve("results.md"), page());
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": cannot be written: " + e.getMessage(), e);
    }
  }

  /** {@code results.md} as the files in {@code results/} make it. */
  String page() {
    try (Stream<Path> files = Files.list(docs.resolve("results"))) {
      return ResultsPage.of(
          files
              .filter(file -> file.toString().endsWith(".json"))
              .sorted()
              .map(Results::read)
              .toList());
    } catch (IOException e) {
      throw new UncheckedIOException(docs + ": " + e.getMessage(), e);
    }
  }

  private Path file(String proof) {
    return docs.resolve("results").resolve(proof + ".json");
  }

  private static ProofResult read(Path file) {
    try {
      return JSON.readValue(file.toFile(), ProofResult.class);
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": " + e.getMessage(), e);
    }
  }
}
