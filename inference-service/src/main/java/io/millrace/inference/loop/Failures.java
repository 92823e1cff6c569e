package io.millrace.inference.loop;

import java.util.stream.Stream;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnsupportedVersionException;

/** What a failure of a batch calls for. */
final class Failures {

  private Failures() {}

  /**
   * True if the clients cannot go on: they are fenced, or did not learn what became of the
   * transaction (a commit that timed out may have happened; only a new producer of the same
   * transactional id settles it). Any other failure can be aborted.
   */
  static boolean needsNewClients(Throwable failure) {
    return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
        .anyMatch(
            cause ->
                cause instanceof ProducerFencedException
                    || cause instanceof FencedInstanceIdException
                    || cause instanceof InvalidProducerEpochException
                    || cause instanceof OutOfOrderSequenceException
                    || cause instanceof AuthorizationException
                    || cause instanceof UnsupportedVersionException
                    || cause instanceof TimeoutException
                    || cause instanceof InterruptException);
  }

  /** One sentence, innermost words last. */
  static String sentence(Throwable failure) {
    if (isFencing(failure)) {
      return "another process has taken over this instance's name"
          + " (two that run at once need different millrace.instance): "
          + failure.getMessage();
    }
    Throwable cause = failure.getCause();
    String own = failure.getClass().getSimpleName() + ": " + failure.getMessage();
    return cause == null || own.contains(String.valueOf(cause.getMessage()))
        ? own
        : own + " (" + cause.getMessage() + ")";
  }

  private static boolean isFencing(Throwable failure) {
    return failure instanceof ProducerFencedException
        || failure instanceof FencedInstanceIdException;
  }
}
