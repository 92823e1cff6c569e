package io.millrace.serving;

import java.util.List;
import java.util.function.Function;

/** Answers inputs with as few runs of the network as there are different inputs. */
final class Answers {

  private Answers() {}

  /**
   * @param inputs compared by equality
   * @param network answers inputs of which no two are equal
   */
  static <K> Classified to(List<K> inputs, Function<List<K>, Ran> network) {
    Distinct<K> distinct = Distinct.of(inputs);
    Ran ran = network.apply(distinct.items());
    List<Answered> answers = distinct.spread(ran.answers());
    int truncated = Math.toIntExact(answers.stream().filter(Answered::truncated).count());
    Work call = Work.answered(inputs.size(), 0, truncated);
    return new Classified(
        answers.stream().map(Answered::classification).toList(), ran.work().plus(call));
  }
}
