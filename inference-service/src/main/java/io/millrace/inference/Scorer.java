package io.millrace.inference;

import io.millrace.events.Inference;
import io.millrace.events.InvalidEventException;
import io.millrace.serving.Classification;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One model, and the kind of event it scores.
 *
 * @param <E> the event
 */
interface Scorer<E> extends AutoCloseable {

  ModelIdentity model();

  /**
   * @throws InvalidEventException naming the field that is wrong
   */
  E decode(byte @Nullable [] value);

  /** Why the model cannot take this event, as {@code field: reason}, or null if it can. */
  @Nullable String unfit(E event);

  /**
   * One answer an event, in order; any exception says that at least one of them cannot be scored.
   */
  List<Classification> score(List<E> events);

  Inference inference(E event, Classification answer);

  Map<String, String> attributes(E event);

  /**
   * The event that somebody who tries the model by hand asks about.
   *
   * @throws InvalidEventException naming the field that is wrong or missing
   */
  E asked(Question question);

  /** Answers a question as a record would be: decoded, checked for fit, scored. */
  default Inference answer(Question question) {
    E event = asked(question);
    String unfit = unfit(event);
    if (unfit != null) {
      int colon = unfit.indexOf(": ");
      throw new InvalidEventException(unfit.substring(0, colon), unfit.substring(colon + 2));
    }
    return inference(event, score(List.of(event)).get(0));
  }

  @Override
  void close();
}
