package io.millrace.inference.loop;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Finds the record that ends the process, such as one on which native code aborts.
 *
 * <p>Nothing in the process outlives that, so what was tried stands in the group's offsets, where
 * the next life finds it, wherever it runs: before the first batch of a partition is handled, its
 * offset is committed once more with an {@link Attempt} as metadata, and so are the next ones until
 * as many records are past as a batch may hold, for that is where a life before may have ended. A
 * life that finds an attempt of another is careful: it handles those records one at a time, each
 * under an attempt of its own and while nothing else runs in the process ({@link Turns}). So the
 * culprit comes to be tried alone, and when a life has ended with it alone after others had ended
 * near it, the next refuses it.
 *
 * <p>It costs one commit for each partition that is assigned, none for a batch. A partition that
 * was taken away between its attempt and its commit makes the next owner careful, no more.
 *
 * <p>One loop's own; not thread-safe.
 */
final class Caution {

  /** Lives after which a record at the head is refused: the last had it alone. */
  private static final int LIVES = 2;

  private final String life;
  private final int batch; // records
  private final Set<TopicPartition> met = new HashSet<>();
  private final Map<TopicPartition, Integer> unmarked = new HashMap<>(); // lives before this one
  private final Map<TopicPartition, Long> suspect = new HashMap<>(); // up to this offset
  private final Set<TopicPartition> careful = new HashSet<>(); // some of those

  /**
   * @param life names this process, and no other ever
   * @param batch records that a batch may hold
   */
  Caution(String life, int batch) {
    this.life = life;
    this.batch = batch;
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
   * @param committed where its group stands; null if nowhere yet
   */
  void meet(ConsumerRecord<?, ?> head, @Nullable OffsetAndMetadata committed) {
    TopicPartition partition = Part.partition(head);
    Attempt attempt = committed == null ? Attempt.NONE : Attempt.of(committed.metadata());
    int before = attempt.before(life);
    if (committed != null && committed.offset() != head.offset()) {
      before = Math.min(before, LIVES - 1); // it was another record that they did not get past
    }
    met.add(partition);
    unmarked.put(partition, before);
    suspect.merge(partition, head.offset() + batch - 1, Math::max);
    if (before > 0) {
      careful.add(partition);
      suspect.put(partition, Math.max(attempt.until(), head.offset()));
    }
  }

  /** Whether this record, the first of a poll, is to be refused. */
  boolean isCulprit(ConsumerRecord<?, ?> first) {
    return unmarked.getOrDefault(Part.partition(first), 0) >= LIVES;
  }

  String reason() {
    return "the process has ended " + LIVES + " times with this record in hand, at last alone";
  }

  /** Whether the first record is to be handled while nothing else runs. */
  boolean isCareful(ConsumerRecord<?, ?> first) {
    return careful.contains(Part.partition(first));
  }

  /** How many of the first records may be handled together. */
  int together(List<? extends ConsumerRecord<?, ?>> records) {
    if (isCareful(records.get(0))) {
      return 1;
    }
    int together = 1;
    while (together < records.size() && !isCareful(records.get(together))) {
      together++;
    }
    return together;
  }

  /** What to commit before these records are touched; empty for most batches. */
  Map<TopicPartition, OffsetAndMetadata> attempts(List<? extends ConsumerRecord<?, ?>> records) {
    Map<TopicPartition, OffsetAndMetadata> attempts = new HashMap<>();
    for (ConsumerRecord<?, ?> record : records) {
      TopicPartition partition = Part.partition(record);
      Integer before = attempts.containsKey(partition) ? null : unmarked.remove(partition);
      if (before != null) {
        Attempt attempt =
            new Attempt(before + 1, life, suspect.getOrDefault(partition, record.offset()));
        attempts.put(
            partition,
            new OffsetAndMetadata(record.offset(), record.leaderEpoch(), attempt.metadata()));
      }
    }
    return attempts;
  }

  /** What to commit once a part is handled: what is suspect is tried next. */
  Map<TopicPartition, OffsetAndMetadata> past(Map<TopicPartition, OffsetAndMetadata> next) {
    Map<TopicPartition, OffsetAndMetadata> past = new HashMap<>();
    next.forEach(
        (partition, offset) ->
            past.put(
                partition,
                new OffsetAndMetadata(
                    offset.offset(), offset.leaderEpoch(), past(partition, offset).metadata())));
    return past;
  }

  private Attempt past(TopicPartition partition, OffsetAndMetadata next) {
    long until = suspect.getOrDefault(partition, -1L);
    return next.offset() <= until ? new Attempt(1, life, until) : Attempt.NONE;
  }

  /** This is committed. */
  void committed(Map<TopicPartition, OffsetAndMetadata> past) {
    past.forEach(
        (partition, offset) -> {
          unmarked.remove(partition);
          if (offset.metadata().isEmpty()) {
            careful.remove(partition);
            suspect.remove(partition);
          }
        });
  }

  /** Whether an attempt of this life may stand beside an offset. */
  boolean mayHaveMarked() {
    return !suspect.isEmpty();
  }

  /**
   * What to commit when the process ends as it should, for nothing is in hand.
   *
   * @param committed where the group stands now: not what was committed here last, for others may
   *     have had the partition since
   */
  Map<TopicPartition, OffsetAndMetadata> clean(Map<TopicPartition, OffsetAndMetadata> committed) {
    Map<TopicPartition, OffsetAndMetadata> clean = new HashMap<>();
    committed.forEach(
        (partition, offset) -> {
          if (Attempt.of(offset.metadata()).life().equals(life)) {
            clean.put(partition, new OffsetAndMetadata(offset.offset(), offset.leaderEpoch(), ""));
          }
        });
    return clean;
  }

  /** Nothing of the batch was committed; what stands beside the offsets is to be read again. */
  void forget() {
    met.clear();
    unmarked.clear();
  }
}
