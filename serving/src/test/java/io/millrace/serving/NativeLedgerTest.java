package io.millrace.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.BufferUnderflowException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeLedgerTest {

  private final NativeLedger ledger = NativeLedger.ofThisProcess();
  private long before;

  @TempDir Path root;

  @BeforeEach
  void nothingRuns() {
    assertThat(ledger.openTensors()).isZero();
    assertThat(ledger.tensorBytes()).isZero();
    before = ledger.liveBytes();
  }

  @Test
  void weightsAreHeldFromLoadingToClosing() {
    Classifier<String> texts = TextClassifier.load(TinyBundles.text(root, "triage", "1"));
    Classifier<double[][]> frames =
        FrameClassifier.load(TinyBundles.frames(root, "contention", "1"));

    assertThat(texts.nativeBytes()).isPositive();
    assertThat(ledger.weightBytes() - before).isEqualTo(texts.nativeBytes() + frames.nativeBytes());

    texts.close();
    texts.close();

    assertThat(ledger.weightBytes() - before).isEqualTo(frames.nativeBytes());

    frames.close();

    assertThat(ledger.liveBytes()).isEqualTo(before);
  }

  @Test
  void aBundleThatIsRefusedHoldsNothing() throws Exception {
    ModelBundle bundle = TinyBundles.frames(root, "contention", "1");
    ModelManifest three =
        ModelManifest.frameClassification(
            "contention", "1", List.of("a", "b", "c"), List.of("x", "y"), 4);

    assertThatThrownBy(() -> FrameClassifier.load(new ModelBundle(bundle.directory(), three)))
        .isInstanceOf(InvalidBundleException.class);

    assertThat(ledger.liveBytes()).isEqualTo(before);
  }

  @Test
  void nothingIsHeldAfterAnyMixtureOfSuccessesFailuresAndCloses() {
    Random random = new Random(23);
    for (int model = 0; model < 5; model++) {
      Classifier<String> texts = TextClassifier.load(TinyBundles.text(root, "triage", "1"));
      Classifier<double[][]> frames =
          FrameClassifier.load(TinyBundles.frames(root, "contention", "1"));
      for (int call = 0; call < 20; call++) {
        tryTo(() -> texts.classify(texts(random)));
        tryTo(() -> frames.classify(Collections.nCopies(3, new double[2][random.nextInt(4, 6)])));
        if (random.nextInt(20) == 0) {
          texts.close();
        }
      }
      texts.close();
      frames.close();
      tryTo(() -> frames.classify(Collections.nCopies(1, new double[2][4])));

      assertThat(ledger.openTensors()).isZero();
      assertThat(ledger.liveBytes()).isEqualTo(before);
    }
  }

  @Test
  void closingAmidRunsOfManyThreadsLeavesNothing() {
    Classifier<String> texts = TextClassifier.load(TinyBundles.text(root, "triage", "1"));
    List<CompletableFuture<Void>> threads =
        IntStream.range(0, 4)
            .mapToObj(
                i ->
                    CompletableFuture.runAsync(
                        () -> {
                          for (int call = 0; call < 50; call++) {
                            tryTo(() -> texts.classify(texts(ThreadLocalRandom.current())));
                          }
                        }))
            .toList();
    tryTo(() -> texts.classify(texts(new Random(1))));
    texts.close();
    threads.forEach(CompletableFuture::join);

    assertThat(ledger.openTensors()).isZero();
    assertThat(ledger.liveBytes()).isEqualTo(before);
  }

  @Test
  void anInputIsHeldUntilAllOfItsRunAreClosed() {
    NativeLedger own = new NativeLedger();
    try (Inputs inputs = new Inputs(own)) {
      inputs.ints("ids", new int[6], 2, 3);
      inputs.floats("frames", new float[4], 1, 4, 1);

      assertThat(own.openTensors()).isEqualTo(2);
      assertThat(own.tensorBytes()).isEqualTo(4 * (6 + 4));
      assertThat(own.liveBytes()).isEqualTo(own.tensorBytes());
    }
    assertThat(own.openTensors()).isZero();
    assertThat(own.tensorBytes()).isZero();
  }

  @Test
  void anInputThatCannotBeMadeDoesNotLeakTheFirst() {
    NativeLedger own = new NativeLedger();

    assertThatThrownBy(
            () -> {
              try (Inputs inputs = new Inputs(own)) {
                inputs.ints("ids", new int[6], 2, 3);
                inputs.ints("mask", new int[5], 2, 3);
              }
            })
        .isInstanceOf(BufferUnderflowException.class);

    assertThat(own.openTensors()).isZero();
    assertThat(own.liveBytes()).isZero();
  }

  @Test
  void whatIsClosedTwiceIsTakenOutOnce() {
    NativeLedger own = new NativeLedger();
    NativeLedger.Entry first = own.weights(100);
    NativeLedger.Entry second = own.weights(10);

    first.close();
    first.close();

    assertThat(own.weightBytes()).isEqualTo(10);
    second.close();
    assertThat(own.weightBytes()).isZero();
  }

  /** Some with "nothing", which the network answers with NaN, some that cannot be tokenized. */
  private static List<String> texts(Random random) {
    String[] words = {"fine", "fire", "fine", "fire", "fine fire", "nothing", "\uD83D"};
    return IntStream.range(0, 1 + random.nextInt(4))
        .mapToObj(i -> words[random.nextInt(words.length)])
        .toList();
  }

  private static void tryTo(Runnable call) {
    try {
      call.run();
    } catch (ModelOutputException
        | ModelUnavailableException
        | UntokenizableTextException
        | IllegalArgumentException expected) {
      // which of them came is not what is tested
    }
  }
}
