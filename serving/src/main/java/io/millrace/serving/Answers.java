package io.millrace.serving;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Answers inputs from the cache, and those it lacks by the network, once each.
 *
 * @param network answers inputs of which no two are equal
 */
record Answers<K extends CacheKey<K>>(AnswerCache<K> cache, Function<List<K>, Ran> network) {

  Classified to(List<K> inputs) {
    Distinct<K> distinct = Distinct.of(inputs);
    Answered[] answers = new Answered[distinct.items().size()];
    BitSet remembered = recall(distinct.items(), answers);
    Work work = compute(distinct.items(), remembered, answers);
    List<Answered> all = distinct.spread(Arrays.asList(answers));
    int cached = count(distinct.places(), remembered::get);
    int truncated = count(all, Answered::truncated);
    return new Classified(
        all.stream().map(Answered::classification).toList(),
        work.plus(Work.answered(inputs.size(), cached, truncated)));
  }

  private BitSet recall(List<K> items, Answered[] answers) {
    BitSet remembered = new BitSet(items.size());
    for (int i = 0; i < answers.length; i++) {
      Answered answer = cache.get(items.get(i));
      if (answer != null) {
        answers[i] = answer;
        remembered.set(i);
      }
    }
    return remembered;
  }

  private Work compute(List<K> items, BitSet remembered, Answered[] answers) {
    int[] missing =
        IntStream.range(0, answers.length).filter(item -> !remembered.get(item)).toArray();
    Ran ran = network.apply(Arrays.stream(missing).mapToObj(items::get).toList());
    for (int i = 0; i < missing.length; i++) {
      answers[missing[i]] = ran.answers().get(i);
      cache.put(items.get(missing[i]), ran.answers().get(i));
    }
    return ran.work();
  }

  private static <T> int count(List<T> all, Predicate<T> those) {
    return Math.toIntExact(all.stream().filter(those).count());
  }
}
