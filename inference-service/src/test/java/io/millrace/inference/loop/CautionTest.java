package io.millrace.inference.loop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CautionTest {

  private static final int PARTITIONS = 3;
  private static final long END = 200; // records of each partition
  private static final int POLL = 40;

  /** What the broker holds, and what lives make of it. */
  private static final class Group {
    private final Set<String> deadly;
    private final Random random;
    private final Map<TopicPartition, OffsetAndMetadata> committed = new HashMap<>();
    private final List<String> scored = new ArrayList<>();
    private final List<String> refused = new ArrayList<>();
    private int deaths;

    Group(Set<String> deadly, Random random) {
      this.deadly = deadly;
      this.random = random;
    }

    boolean isDone() {
      return partitions().stream().allMatch(partition -> position(partition) == END);
    }

    static List<TopicPartition> partitions() {
      List<TopicPartition> partitions = new ArrayList<>();
      for (int i = 0; i < PARTITIONS; i++) {
        partitions.add(new TopicPartition("text-events", i));
      }
      return partitions;
    }

    private long position(TopicPartition partition) {
      OffsetAndMetadata offset = committed.get(partition);
      return offset == null ? 0 : offset.offset();
    }

    /**
     * Runs one life as a loop would, until all is done, a record ends it or it is ended.
     *
     * @param batches after which it is ended
     * @param cleanly whether it is asked to end
     */
    void live(String life, int batches, boolean cleanly) {
      Caution caution = new Caution(life, POLL);
      for (int i = 0; i < batches && !isDone(); i++) {
        if (!batch(caution)) {
          deaths++;
          return;
        }
      }
      if (cleanly) {
        committed.putAll(caution.clean(committed));
      }
    }

    /** False if it ends the process. */
    private boolean batch(Caution caution) {
      ConsumerRecords<byte[], byte[]> polled = polled();
      List<ConsumerRecord<byte[], byte[]>> records = Part.inOrder(polled);
      Set<TopicPartition> strangers =
          caution.strangers(polled.partitions(), Set.copyOf(partitions()));
      strangers.forEach(
          partition -> caution.meet(polled.records(partition).get(0), committed.get(partition)));
      int cut = 1 + random.nextInt(POLL);
      Part part = Part.of(polled, Math.min(cut, caution.together(records)));
      if (caution.isCulprit(records.get(0))) {
        refused.add(name(records.get(0)));
      } else {
        committed.putAll(caution.attempts(part.records()));
        if (part.records().stream().anyMatch(record -> deadly.contains(name(record)))) {
          return false;
        }
        part.records().forEach(record -> scored.add(name(record)));
      }
      Map<TopicPartition, OffsetAndMetadata> past = caution.past(part.next());
      committed.putAll(past);
      caution.committed(past);
      return true;
    }

    private static String name(ConsumerRecord<?, ?> record) {
      return record.partition() + "@" + record.offset();
    }

    /** The partitions in any order. */
    private ConsumerRecords<byte[], byte[]> polled() {
      Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> records = new HashMap<>();
      for (TopicPartition partition : partitions()) {
        List<ConsumerRecord<byte[], byte[]>> some = new ArrayList<>();
        long to = Math.min(END, position(partition) + 1 + random.nextInt(POLL));
        for (long offset = position(partition); offset < to; offset++) {
          some.add(
              new ConsumerRecord<>(
                  partition.topic(), partition.partition(), offset, null, "x".getBytes(UTF_8)));
        }
        if (!some.isEmpty() && (random.nextInt(3) > 0 || records.isEmpty())) {
          records.put(partition, some);
        }
      }
      return new ConsumerRecords<>(records, Map.of());
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 5", "2, 10", "3, 15"})
  void onlyRecordsThatEndTheProcessAreRefusedAndEachAfterFewDeaths(int culprits, int deaths) {
    for (int seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      Set<String> deadly = new HashSet<>();
      while (deadly.size() < culprits) {
        deadly.add(random.nextInt(PARTITIONS) + "@" + random.nextInt((int) END));
      }
      Group group = new Group(deadly, random);

      for (int life = 0; !group.isDone() && life < 50; life++) {
        group.live("life-" + life, 10_000, false);
      }

      assertThat(group.refused).as("seed " + seed).containsExactlyInAnyOrderElementsOf(deadly);
      assertThat(group.scored)
          .as("seed " + seed)
          .hasSize(PARTITIONS * (int) END - deadly.size())
          .doesNotHaveDuplicates();
      assertThat(group.deaths).as("seed " + seed).isLessThanOrEqualTo(deaths);
    }
  }

  /**
   * Kills come between batches; one within a batch of a life that is careful is told apart by none.
   */
  @Test
  void livesThatAreEndedFromOutsideCostNoRecord() {
    for (int seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      Group group = new Group(Set.of(), random);

      for (int life = 0; !group.isDone(); life++) {
        group.live("life-" + life, 1 + random.nextInt(5), random.nextBoolean());
      }

      assertThat(group.refused).as("seed " + seed).isEmpty();
      assertThat(group.scored)
          .as("seed " + seed)
          .hasSize(PARTITIONS * (int) END)
          .doesNotHaveDuplicates();
    }
  }

  @Test
  void aLifeDoesNotHoldItsOwnAttemptsAgainstARecord() {
    Caution caution = new Caution("mine", POLL);
    List<ConsumerRecord<byte[], byte[]>> records =
        List.of(Records.text(7, "any"), Records.text(8, "any"));
    TopicPartition partition = Part.partition(records.get(0));
    caution.meet(records.get(0), null);
    OffsetAndMetadata first = caution.attempts(records).get(partition);

    caution.forget();
    caution.meet(records.get(0), first);

    assertThat(caution.attempts(records).get(partition).metadata())
        .isEqualTo("attempts=1 life=mine until=46");
    assertThat(caution.isCulprit(records.get(0))).isFalse();
    assertThat(caution.together(records)).isEqualTo(2);
  }

  @Test
  void whatWasTriedAtAnotherOffsetIsNotHeldAgainstARecord() {
    Caution caution = new Caution("mine", POLL);
    ConsumerRecord<byte[], byte[]> head = Records.text(9, "any");

    caution.meet(head, new OffsetAndMetadata(7, "attempts=2 life=other until=7"));

    assertThat(caution.isCulprit(head)).isFalse();
    assertThat(caution.isCareful(head)).isTrue();
  }

  /** A partition that went to another process and came back must not be set back. */
  @Test
  void aCleanEndClearsItsOwnAttemptsWhereTheGroupStandsNow() {
    Caution caution = new Caution("mine", POLL);
    TopicPartition ours = new TopicPartition("text-events", 0);
    TopicPartition others = new TopicPartition("text-events", 1);
    TopicPartition passed = new TopicPartition("text-events", 2);

    Map<TopicPartition, OffsetAndMetadata> clean =
        caution.clean(
            Map.of(
                ours, new OffsetAndMetadata(10, "attempts=1 life=mine until=49"),
                others, new OffsetAndMetadata(1_000, "attempts=1 life=theirs until=1040"),
                passed, new OffsetAndMetadata(1_000, "")));

    assertThat(clean).isEqualTo(Map.of(ours, new OffsetAndMetadata(10, "")));
  }

  @Test
  void metadataOfSomebodyElseCountsAsNone() {
    assertThat(Attempt.of("written by a tool")).isEqualTo(Attempt.NONE);
    assertThat(Attempt.of("attempts=2 life=a b until=3")).isEqualTo(Attempt.NONE);
    assertThat(Attempt.of(new Attempt(2, "b", 3).metadata())).isEqualTo(new Attempt(2, "b", 3));
  }
}
