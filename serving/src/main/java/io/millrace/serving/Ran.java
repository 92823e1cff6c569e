package io.millrace.serving;

import java.util.List;

/** Answers that the network gave, in the order of the inputs, and what they took. */
record Ran(List<Answered> answers, Work work) {

  Ran {
    answers = List.copyOf(answers);
  }
}
