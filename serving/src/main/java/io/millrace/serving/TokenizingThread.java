package io.millrace.serving;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;

/**
 * Tokenizes beside the thread that runs the network. All use of the native tokenizer, its end
 * included, is on this one thread, so none meets a tokenizer that is freed.
 */
final class TokenizingThread implements AutoCloseable {

  private final ModelBundle bundle;
  private final TextTokenizer tokenizer;
  private final ExecutorService thread;

  TokenizingThread(ModelBundle bundle, TextTokenizer tokenizer) {
    this.bundle = bundle;
    this.tokenizer = tokenizer;
    this.thread =
        Executors.newSingleThreadExecutor(
            task -> {
              Thread helper = new Thread(task, "tokenize-" + bundle.manifest().name());
              helper.setDaemon(true);
              return helper;
            });
  }

  /** Tokens of some texts, and how long they took to make. */
  record Group(List<Tokens> tokens, Duration time) {}

  /** A group under way. */
  CompletableFuture<Group> tokenize(List<String> texts) {
    return submit(
        () -> {
          long start = System.nanoTime();
          List<Tokens> tokens = texts.stream().map(tokenizer::tokens).toList();
          return new Group(tokens, Duration.ofNanos(System.nanoTime() - start));
        });
  }

  CompletableFuture<SpannedText> spanned(String text) {
    return submit(() -> tokenizer.spanned(text));
  }

  /**
   * @throws ModelUnavailableException if the tokenizer is closed
   */
  private synchronized <T> CompletableFuture<T> submit(Supplier<T> task) {
    try {
      return CompletableFuture.supplyAsync(task, thread);
    } catch (RejectedExecutionException e) {
      throw new ModelUnavailableException(bundle, new IllegalStateException("it is closed", e));
    }
  }

  /** As the task ended: with what it gave, or with what it threw. */
  static <T> T await(CompletableFuture<T> task) {
    try {
      return task.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  /** Waits for what is being tokenized. */
  @Override
  public synchronized void close() {
    if (!thread.isShutdown()) {
      CompletableFuture.runAsync(tokenizer::close, thread).join();
      thread.shutdown();
    }
  }
}
