package io.millrace.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class HalvesTest {

  private static final Halves CUTTING =
      new Halves(true, task -> new Thread(task, "other half").start());
  private static final Halves WHOLE = new Halves(false, ForkJoinPool.commonPool());
  private static final BatchShape LARGE = new BatchShape(16, 64);

  @TempDir Path root;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 8, 15, 16})
  void answersComeInTheOrderOfTheTexts(int number) {
    Outputs outputs = CUTTING.run(LARGE, texts(number), HalvesTest::echo);

    assertThat(outputs.rows()).isEqualTo(number);
    assertThat(outputs.of("double")).isEqualTo(echo(LARGE, texts(number)).of("double"));
  }

  @Test
  void aNetworkAnswersTheSameInHalvesAsInOne() {
    ModelBundle bundle = TinyBundles.text(root, "triage", "1");
    List<int[]> texts = IntStream.range(0, 13).mapToObj(i -> new int[] {2, 4 + i % 2, 3}).toList();
    try (SavedNetwork network = SavedNetwork.load(bundle, true)) {
      Outputs whole = new TextNetwork(network, WHOLE).run(LARGE, texts);
      Outputs cut = new TextNetwork(network, CUTTING).run(LARGE, texts);

      assertThat(whole.row("embedding", 0)).isNotEqualTo(whole.row("embedding", 1));
      assertThat(cut.rows()).isEqualTo(whole.rows());
      assertThat(cut.byName().keySet()).isEqualTo(whole.byName().keySet());
      cut.byName().forEach((name, values) -> assertThat(values).isEqualTo(whole.of(name)));
    }
  }

  @Test
  void aBatchOfFewTokensIsNotCut() {
    assertThat(shapes(new BatchShape(2, 63), 2)).containsExactly(new BatchShape(2, 63));
    assertThat(shapes(new BatchShape(2, 64), 2))
        .containsExactly(new BatchShape(1, 64), new BatchShape(1, 64));
  }

  @Test
  void oneTextIsNotCut() {
    assertThat(shapes(new BatchShape(2, 512), 1)).containsExactly(new BatchShape(2, 512));
  }

  @Test
  void wherePartsWouldShareACoreNothingIsCut() {
    LinkedBlockingQueue<BatchShape> ran = new LinkedBlockingQueue<>();

    WHOLE.run(LARGE, texts(16), noting(ran));

    assertThat(ran).containsExactly(LARGE);
  }

  /** A network must not be closed while half a batch still runs on it. */
  @Test
  void theFailureOfTheFirstHalfIsToldAfterTheSecondHasEnded() throws Exception {
    CountDownLatch failed = new CountDownLatch(1);
    CountDownLatch released = new CountDownLatch(1);
    Halves.Run run =
        (shape, texts) -> {
          if (isFirst(texts)) {
            failed.countDown();
            throw new IllegalStateException("first half");
          }
          await(released);
          return echo(shape, texts);
        };

    CompletableFuture<Outputs> caller =
        CompletableFuture.supplyAsync(() -> CUTTING.run(LARGE, texts(4), run));
    failed.await();

    assertThatThrownBy(() -> caller.get(200, TimeUnit.MILLISECONDS))
        .isInstanceOf(TimeoutException.class);
    released.countDown();
    assertThatThrownBy(caller::get)
        .hasCauseInstanceOf(IllegalStateException.class)
        .hasRootCauseMessage("first half");
  }

  @Test
  void theFailureOfTheSecondHalfIsToldAsItIs() {
    LinkedBlockingQueue<BatchShape> ran = new LinkedBlockingQueue<>();
    Halves.Run run =
        (shape, texts) -> {
          if (!isFirst(texts)) {
            throw new IllegalStateException("second half");
          }
          return noting(ran).of(shape, texts);
        };

    assertThatThrownBy(() -> CUTTING.run(LARGE, texts(4), run))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("second half");
    assertThat(ran).containsExactly(new BatchShape(8, 64));
  }

  private static List<BatchShape> shapes(BatchShape shape, int texts) {
    LinkedBlockingQueue<BatchShape> ran = new LinkedBlockingQueue<>();
    CUTTING.run(shape, texts(texts), noting(ran));
    return List.copyOf(ran);
  }

  private static Halves.Run noting(LinkedBlockingQueue<BatchShape> ran) {
    return (shape, texts) -> {
      ran.add(shape);
      return echo(shape, texts);
    };
  }

  private static List<int[]> texts(int number) {
    return IntStream.range(0, number).mapToObj(i -> new int[] {i}).toList();
  }

  private static boolean isFirst(List<int[]> texts) {
    return texts.get(0)[0] == 0;
  }

  /** Of each text its number twice. */
  private static Outputs echo(BatchShape shape, List<int[]> texts) {
    float[] values = new float[2 * texts.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = texts.get(i / 2)[0];
    }
    return new Outputs(Map.of("double", values), texts.size());
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
