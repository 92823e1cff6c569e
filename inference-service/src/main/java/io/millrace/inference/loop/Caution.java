package io.millrace.inference.loop;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Finds the record that ends the process, such as one on which native code aborts.
 *
 * <p>Nothing in the process outlives that, so what was tried stands in the group's offsets, where
 * the next life finds it, wherever it runs: before the first batch of a partition is handled, its
 * offset is committed once more with an {@link Attempt} as metadata; the commit that gets past
 * clears it. A life that finds an attempt of another is careful: it handles the next records of the
 * partition one at a time, each under an attempt of its own. So the culprit comes to be tried
 * alone, and when two lives have not got past it, the third refuses it.
 *
 * <p>It costs one commit for each partition that is assigned, none for a batch. A partition that
 * was taken away between its attempt and its commit makes the next owner careful, no more.
 */
final class Caution {

  private static final int LIVES = 2;

  private final String life;
  private final int carefulFor; // records
  private final Set<TopicPartition> met = new HashSet<>();
  private final Map<TopicPartition, Integer> careful = new HashMap<>(); // records left
  private final Set<TopicPartition> culprits = new HashSet<>(); // at the head of these

  /**
   * @param life names this process, and no other ever
   * @param carefulFor how many records of a partition are handled alone, once it is suspect: as
   *     many as a batch may have held
   */
  Caution(String life, int carefulFor) {
    this.life = life;
    this.carefulFor = carefulFor;
  }

  /** Those partitions of a poll that have not been met since they were assigned. */
  Set<TopicPartition> strangers(Set<TopicPartition> polled, Set<TopicPartition> assigned) {
    met.retainAll(assigned);
    Set<TopicPartition> strangers = new HashSet<>(polled);
    strangers.removeAll(met);
    return strangers;
  }

  /**
   * Meets a partition.
   *
   * @param head its first record in the poll
   * @param metadata beside its committed offset
   * @return what to commit before the record is touched
   */
  OffsetAndMetadata meet(ConsumerRecord<?, ?> head, String metadata) {
    TopicPartition partition = Part.partition(head);
    int before = Attempt.of(metadata).before(life);
    met.add(partition);
    careful.remove(partition);
    culprits.remove(partition);
    if (before >= LIVES) {
      culprits.add(partition);
    }
    if (before > 0) {
      careful.put(partition, carefulFor);
    }
    return new OffsetAndMetadata(
        head.offset(), head.leaderEpoch(), new Attempt(before + 1, life).metadata());
  }

  /** Whether this record, the first of a poll, is to be refused. */
  boolean isCulprit(ConsumerRecord<?, ?> first) {
    return culprits.contains(Part.partition(first));
  }

  String reason() {
    return "the process has ended " + LIVES + " times with this record alone in hand";
  }

  /** How many of the first records may be handled together. */
  int together(List<? extends ConsumerRecord<?, ?>> records) {
    if (careful.containsKey(Part.partition(records.get(0)))) {
      return 1;
    }
    int together = 1;
    while (together < records.size()
        && !careful.containsKey(Part.partition(records.get(together)))) {
      together++;
    }
    return together;
  }

  /** What to commit once a part is handled: the next record of a careful partition is tried. */
  Map<TopicPartition, OffsetAndMetadata> past(Map<TopicPartition, OffsetAndMetadata> next) {
    return map(
        next,
        partition -> careful.getOrDefault(partition, 1) > 1 ? new Attempt(1, life) : Attempt.NONE);
  }

  private static Map<TopicPartition, OffsetAndMetadata> map(
      Map<TopicPartition, OffsetAndMetadata> next, Function<TopicPartition, Attempt> attempt) {
    Map<TopicPartition, OffsetAndMetadata> marked = new HashMap<>();
    next.forEach(
        (partition, offset) ->
            marked.put(
                partition,
                new OffsetAndMetadata(
                    offset.offset(), offset.leaderEpoch(), attempt.apply(partition).metadata())));
    return marked;
  }

  /** A part of these partitions is committed. */
  void committed(Set<TopicPartition> partitions) {
    culprits.removeAll(partitions);
    for (TopicPartition partition : partitions) {
      careful.computeIfPresent(partition, (same, left) -> left > 1 ? left - 1 : null);
    }
  }

  /** Nothing of the batch was committed; what stands beside the offsets is to be read again. */
  void forget() {
    met.clear();
  }
}
