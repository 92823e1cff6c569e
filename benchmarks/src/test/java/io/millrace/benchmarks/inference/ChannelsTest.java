package io.millrace.benchmarks.inference;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.benchmarks.SharedStack;
import io.millrace.benchmarks.Stack;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Consumers of one topic side by side in one process. */
@ExtendWith(SharedStack.class)
final class ChannelsTest {

  private static final int EVENTS = 4_000;

  @Test
  void channelsShareThePartitionsAndEachEventIsScoredOnceInOrder(Stack stack) throws Exception {
    ProofModels models = new ProofModels(stack.folder().resolve("channel-models"));
    InferenceTestbed bed = new InferenceTestbed(stack, models);
    try {
      bed.inference(
          "channels", models.tiny("channelled", 1), Map.of("millrace.text.channels", "2"));
      try (LoadRun run = new LoadRun(bed, TextLoad.of("channels", Keys.even(40, 3)))) {
        run.send(0, EVENTS);
        Account account = run.settled(EVENTS);

        assertThat(account.exact()).as(account.toString()).isTrue();
      }
      assertThat(partitionsByChannel(stack)).hasSize(2).doesNotContain(0);
    } finally {
      bed.stopServices();
    }
  }

  private static List<Integer> partitionsByChannel(Stack stack) throws Exception {
    return stack
        .admin()
        .describeConsumerGroups(List.of(InferenceTestbed.SERVICE))
        .all()
        .get()
        .get(InferenceTestbed.SERVICE)
        .members()
        .stream()
        .filter(member -> member.groupInstanceId().orElse("").contains("events-channels-"))
        .map(member -> member.assignment().topicPartitions().size())
        .toList();
  }
}
