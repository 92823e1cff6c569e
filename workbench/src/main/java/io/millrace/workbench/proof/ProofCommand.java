package io.millrace.workbench.proof;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Measures a claim: prints its table, keeps its figures, fails where a bound does not hold. */
@Command(
    name = "proof",
    mixinStandardHelpOptions = true,
    description = "Measures what Millrace claims; exits non-zero where a bound does not hold.")
public final class ProofCommand implements Callable<Integer> {

  private static final int BROKEN = 1;
  private static final int NOT_MEASURED = 2;

  @Parameters(arity = "0..1", paramLabel = "NAME", description = "of the proof; see --list")
  @Nullable String name;

  @Option(names = "--list", description = "say which proofs there are, and their rows")
  boolean list;

  @Option(names = "--row", split = ",", paramLabel = "ROW", description = "these rows only")
  List<String> chosen = List.of();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "where results/NAME.json and results.md are kept (default: docs)")
  @Nullable Path out;

  @Spec CommandSpec spec;

  private final List<Proof> proofs;
  private final Clock clock;

  /** With the proofs on the class path. */
  public ProofCommand() {
    this(ServiceLoader.load(Proof.class).stream().map(ServiceLoader.Provider::get).toList());
  }

  ProofCommand(List<Proof> proofs) {
    this.proofs = proofs.stream().sorted(Comparator.comparing(Proof::name)).toList();
    this.clock = Clock.systemUTC();
  }

  @Override
  public Integer call() {
    PrintWriter screen = spec.commandLine().getOut();
    if (list || name == null) {
      proofs.forEach(proof -> describe(proof, screen));
      return 0;
    }
    try {
      return prove(proof(), Bench.ofThisProcess(screen));
    } catch (IllegalArgumentException | MissingDataException e) {
      spec.commandLine().getErr().println("millrace: " + e.getMessage());
      return NOT_MEASURED;
    }
  }

  private static void describe(Proof proof, PrintWriter screen) {
    screen.println(proof.name() + ": " + proof.claim());
    proof.rows().forEach(row -> screen.println("  " + row.name() + ": " + row.requirement()));
    screen.flush();
  }

  private Proof proof() {
    return proofs.stream()
        .filter(proof -> proof.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no proof "
                        + name
                        + "; there are "
                        + proofs.stream().map(Proof::name).collect(Collectors.joining(", "))));
  }

  private int prove(Proof proof, Bench bench) {
    Results results = new Results(out == null ? bench.repository().resolve("docs") : out);
    List<String> order = proof.rows().stream().map(ProofRow::name).toList();
    List<String> broken = new ArrayList<>();
    List<String> unmeasured = new ArrayList<>();
    for (ProofRow row : rows(proof)) {
      bench.say("%s %s: %s", proof.name(), row.name(), row.requirement());
      RowResult result;
      try {
        result = measure(proof, row, bench);
      } catch (RuntimeException e) { // whatever it is, the other rows are still to be measured
        bench.say("  not measured: %s", e);
        unmeasured.add(row.name());
        continue;
      }
      results.write(results.of(proof).with(result, order));
      bench.say(
          "  %s %s%s", result.kept() ? "kept:" : "NOT KEPT:", result.reached(), words(result));
      if (!result.kept()) {
        broken.add(row.name());
      }
    }
    say(bench, "not kept", broken);
    say(bench, "not measured", unmeasured);
    return !broken.isEmpty() ? BROKEN : unmeasured.isEmpty() ? 0 : NOT_MEASURED;
  }

  private static void say(Bench bench, String what, List<String> rows) {
    if (!rows.isEmpty()) {
      bench.say("%s: %s", what, String.join(", ", rows));
    }
  }

  private static String words(RowResult result) {
    return (result.spread().isEmpty() ? "" : "  [" + result.spread() + "]")
        + (result.published().isEmpty() ? "" : "  published " + result.published());
  }

  private List<ProofRow> rows(Proof proof) {
    List<String> known = proof.rows().stream().map(ProofRow::name).toList();
    for (String row : chosen) {
      if (!known.contains(row)) {
        throw new IllegalArgumentException(
            "proof "
                + proof.name()
                + " has no row "
                + row
                + "; it has "
                + String.join(", ", known));
      }
    }
    return proof.rows().stream()
        .filter(row -> chosen.isEmpty() || chosen.contains(row.name()))
        .toList();
  }

  private RowResult measure(Proof proof, ProofRow row, Bench bench) {
    Instant start = clock.instant();
    Measurement measured = row.measure(bench);
    Circumstances now = Circumstances.of(bench.repository());
    return new RowResult(
        row.name(),
        row.requirement(),
        measured.reached(),
        measured.kept(),
        measured.spread(),
        row.published(),
        measured.note(),
        String.format(Locale.ROOT, "./millrace proof %s --row %s", proof.name(), row.name()),
        start.until(clock.instant(), ChronoUnit.SECONDS),
        clock.instant().truncatedTo(ChronoUnit.SECONDS).toString(),
        now.commit(),
        now.machine());
  }
}
