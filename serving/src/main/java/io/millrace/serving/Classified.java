package io.millrace.serving;

import java.util.List;

/**
 * The answers to one call.
 *
 * @param answers one an input, in the order of the inputs
 */
public record Classified(List<Classification> answers, Work work) {

  public Classified {
    answers = List.copyOf(answers);
  }
}
