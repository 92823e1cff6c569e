package io.millrace.serving;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The native memory that serving holds: weights of loaded networks, and the inputs and outputs of
 * runs under way. What TensorFlow allocates for itself inside a run is not in it. Safe for use by
 * many threads.
 */
public final class NativeLedger {

  private static final NativeLedger PROCESS = new NativeLedger();

  private final AtomicLong weights = new AtomicLong();
  private final AtomicLong tensors = new AtomicLong();
  private final AtomicInteger open = new AtomicInteger();

  NativeLedger() {}

  /** The one that every network of this process is entered in. */
  public static NativeLedger ofThisProcess() {
    return PROCESS;
  }

  /** Of weights and tensors together. */
  public long liveBytes() {
    return weightBytes() + tensorBytes();
  }

  /** Of loaded networks, reckoned as {@link Classifier#nativeBytes()} is. */
  public long weightBytes() {
    return weights.get();
  }

  /** Of the inputs and outputs of runs under way. */
  public long tensorBytes() {
    return tensors.get();
  }

  /** How many inputs and outputs of runs under way there are. */
  public int openTensors() {
    return open.get();
  }

  Entry weights(long bytes) {
    return new Entry(weights, bytes, 0);
  }

  Entry tensors(long bytes, int count) {
    return new Entry(tensors, bytes, count);
  }

  /** Something that is held until it is closed; to close it again changes nothing. */
  final class Entry implements AutoCloseable {

    private final AtomicLong account;
    private final long bytes;
    private final int count;
    private final AtomicBoolean live = new AtomicBoolean(true);

    private Entry(AtomicLong account, long bytes, int count) {
      this.account = account;
      this.bytes = bytes;
      this.count = count;
      account.addAndGet(bytes);
      open.addAndGet(count);
    }

    @Override
    public void close() {
      if (live.compareAndSet(true, false)) {
        account.addAndGet(-bytes);
        open.addAndGet(-count);
      }
    }
  }
}
