package io.millrace.workbench.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ProofCommandTest {

  private static final ProofRow KEPT =
      row("speed", new Measurement("3 s", true, List.of(2.5, 3.5), ""));
  private static final ProofRow BROKEN = row("size", Measurement.of("12 | 14", false));

  @TempDir Path docs;

  private final StringWriter screen = new StringWriter();
  private final StringWriter errors = new StringWriter();

  @Test
  void aRowWhoseBoundDoesNotHoldFailsTheCommandAndIsStillReported() throws IOException {
    int exit = prove("sample");

    assertThat(exit).isEqualTo(1);
    assertThat(screen.toString())
        .contains(
            "kept: 3 s  [2.500 · 3.500]  published 4 s", "NOT KEPT: 12 | 14", "not kept: size");
    assertThat(Files.readString(docs.resolve("results.md")))
        .contains("| speed | under 5 s | 3 s | yes | 2.500 · 3.500 | 4 s |")
        .contains("| size | under 5 s | 12 \\| 14 | **no** |  | 4 s |")
        .contains("`./millrace proof sample --row speed`, commit ");
  }

  @Test
  void oneRowMeasuredAgainLeavesTheOthersAsTheyWere() throws IOException {
    prove("sample");
    String before = Files.readString(docs.resolve("results/sample.json"));

    int exit = prove("sample", "--row", "speed");

    assertThat(exit).isZero();
    assertThat(Files.readString(docs.resolve("results/sample.json")))
        .contains("\"row\" : \"size\"")
        .hasSameSizeAs(before);
  }

  @Test
  void whatIsNotThereIsNamedBesideWhatIs() {
    assertThat(prove("other")).isEqualTo(2);
    assertThat(prove("sample", "--row", "weight")).isEqualTo(2);

    assertThat(errors.toString())
        .contains("no proof other; there are sample")
        .contains("proof sample has no row weight; it has speed, size");
  }

  @Test
  void theListSaysWhatEachRowMustReach() {
    assertThat(prove("--list")).isZero();
    assertThat(screen.toString()).contains("sample: It is fast.", "  speed: under 5 s");
  }

  private int prove(String... arguments) {
    Proof proof =
        new Proof() {
          @Override
          public String name() {
            return "sample";
          }

          @Override
          public String claim() {
            return "It is fast.";
          }

          @Override
          public List<ProofRow> rows() {
            return List.of(KEPT, BROKEN);
          }
        };
    String[] all = Arrays.copyOf(arguments, arguments.length + 1);
    all[arguments.length] = "--out=" + docs;
    return new CommandLine(new ProofCommand(List.of(proof)))
        .setOut(new PrintWriter(screen, true))
        .setErr(new PrintWriter(errors, true))
        .execute(all);
  }

  private static ProofRow row(String name, Measurement measurement) {
    return new ProofRow() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public String requirement() {
        return "under 5 s";
      }

      @Override
      public String published() {
        return "4 s";
      }

      @Override
      public Measurement measure(Bench bench) {
        return measurement;
      }
    };
  }
}
