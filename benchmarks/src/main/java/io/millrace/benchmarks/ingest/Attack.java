package io.millrace.benchmarks.ingest;

import io.millrace.benchmarks.Sender;
import java.util.List;

/**
 * Something that nobody should send, and what must come of it.
 *
 * @param statuses of which the answer has one
 * @param words that the answer contains
 */
record Attack(
    String name,
    String path,
    String type,
    String head,
    RawRequest.BodyWriter body,
    List<Integer> statuses,
    List<String> words) {

  Attack {
    statuses = List.copyOf(statuses);
    words = List.copyOf(words);
  }

  boolean isMet(Sender.Answer answer) {
    return statuses.contains(answer.status())
        && words.stream().allMatch(word -> answer.body().contains(word));
  }
}
