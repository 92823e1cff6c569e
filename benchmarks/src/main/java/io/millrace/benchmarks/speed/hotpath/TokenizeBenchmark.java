package io.millrace.benchmarks.speed.hotpath;

import io.millrace.transformers.text.MiniLm;
import io.millrace.transformers.text.TextPieces;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** A text into word pieces, with MiniLM's vocabulary. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class TokenizeBenchmark {

  private static final int TEXTS = 500; // a poll

  private final List<String> texts = new Sentences(1).texts(TEXTS);
  private final TextPieces pieces;

  public TokenizeBenchmark() {
    try {
      this.pieces = MiniLm.pretrained().pieces();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Benchmark
  @OperationsPerInvocation(TEXTS)
  public int[][] tokenize() {
    return pieces.ids(texts);
  }

  @TearDown
  public void close() {
    pieces.close();
  }
}
