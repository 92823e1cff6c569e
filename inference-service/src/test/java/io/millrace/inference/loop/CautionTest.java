package io.millrace.inference.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class CautionTest {

  private static final TopicPartition PARTITION = new TopicPartition("text-events", 0);
  private static final int BATCH = 20;

  /** What the broker holds, and what lives make of it. */
  private static final class Partition {
    private final Set<Long> deadly;
    private final long end;
    private OffsetAndMetadata committed = new OffsetAndMetadata(0, "");
    private final List<Long> scored = new ArrayList<>();
    private final List<Long> refused = new ArrayList<>();
    private int deaths;

    Partition(Set<Long> deadly, long end) {
      this.deadly = deadly;
      this.end = end;
    }

    /** Runs one life until all is done or a record ends it. */
    void live(String life, int batches) {
      Caution caution = new Caution(life, BATCH);
      for (int i = 0; i < batches && committed.offset() < end; i++) {
        List<ConsumerRecord<byte[], byte[]>> polled = polled();
        if (!caution.strangers(Set.of(PARTITION), Set.of(PARTITION)).isEmpty()) {
          committed = caution.meet(polled.get(0), committed.metadata());
        }
        List<ConsumerRecord<byte[], byte[]>> part = polled.subList(0, caution.together(polled));
        if (caution.isCulprit(part.get(0))) {
          refused.add(part.get(0).offset());
        } else if (part.stream().anyMatch(record -> deadly.contains(record.offset()))) {
          deaths++;
          return;
        } else {
          part.forEach(record -> scored.add(record.offset()));
        }
        long next = part.get(part.size() - 1).offset() + 1;
        committed = caution.past(Map.of(PARTITION, new OffsetAndMetadata(next))).get(PARTITION);
        caution.committed(Set.of(PARTITION));
      }
    }

    private List<ConsumerRecord<byte[], byte[]>> polled() {
      List<ConsumerRecord<byte[], byte[]>> polled = new ArrayList<>();
      for (long offset = committed.offset();
          offset < Math.min(end, committed.offset() + BATCH);
          offset++) {
        polled.add(Records.text(offset, "any"));
      }
      return polled;
    }
  }

  @Test
  void onlyRecordsThatEndTheProcessAreRefusedAndEachAfterFewDeaths() {
    Random random = new Random(4);
    for (int round = 0; round < 200; round++) {
      Set<Long> deadly = Set.of((long) random.nextInt(100), 100L + random.nextInt(100));
      Partition partition = new Partition(deadly, 200);

      for (int life = 0; partition.committed.offset() < 200; life++) {
        partition.live("life-" + life, 1_000);
      }

      assertThat(partition.refused).containsExactlyInAnyOrderElementsOf(deadly);
      assertThat(partition.scored).hasSize(198).isSorted().doesNotHaveDuplicates();
      assertThat(partition.deaths).isLessThanOrEqualTo(2 * 4);
    }
  }

  @Test
  void livesThatAreEndedFromOutsideCostNoRecord() {
    Random random = new Random(5);
    Partition partition = new Partition(Set.of(), 2_000);

    for (int life = 0; partition.committed.offset() < 2_000; life++) {
      partition.live("life-" + life, 1 + random.nextInt(5)); // always past the first
    }

    assertThat(partition.refused).isEmpty();
    assertThat(partition.scored).hasSize(2_000);
  }

  @Test
  void aLifeDoesNotHoldItsOwnAttemptsAgainstARecord() {
    Caution caution = new Caution("mine", BATCH);
    ConsumerRecord<byte[], byte[]> head = Records.text(7, "any");
    OffsetAndMetadata first = caution.meet(head, "");

    caution.forget();
    OffsetAndMetadata second = caution.meet(head, first.metadata());

    assertThat(second.metadata()).isEqualTo("attempts=1 life=mine");
    assertThat(caution.isCulprit(head)).isFalse();
    assertThat(caution.together(List.of(head, Records.text(8, "any")))).isEqualTo(2);
  }

  @Test
  void metadataOfSomebodyElseCountsAsNone() {
    assertThat(Attempt.of("written by a tool")).isEqualTo(Attempt.NONE);
    assertThat(Attempt.of("attempts=2 life=a b")).isEqualTo(Attempt.NONE);
    assertThat(Attempt.of(new Attempt(2, "b").metadata())).isEqualTo(new Attempt(2, "b"));
  }
}
