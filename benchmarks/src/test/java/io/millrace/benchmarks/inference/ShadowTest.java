package io.millrace.benchmarks.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.millrace.benchmarks.Service;
import io.millrace.benchmarks.SharedStack;
import io.millrace.benchmarks.Stack;
import io.millrace.events.EventJson;
import io.millrace.events.Inference;
import io.millrace.events.ModelRelease.Role;
import io.millrace.events.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.GroupState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A shadow version runs on the same records and touches nothing else. */
@ExtendWith(SharedStack.class)
final class ShadowTest {

  private static final int EVENTS = 500;
  private static final String MODEL = "shadowed";

  @Test
  void aShadowSpeaksOnATopicOfItsOwnAndSaysHowOftenItAgrees(Stack stack) {
    ProofModels models = new ProofModels(stack.folder().resolve("shadow-models"));
    InferenceTestbed bed = new InferenceTestbed(stack, models);
    try {
      Service service = bed.inference(models.tiny(MODEL, 1));
      Releasing releasing = new Releasing(bed, service, MODEL);
      releasing.release(models.in("next").tiny(MODEL, 2), 2, Role.SHADOW);
      await("the shadow polls").atMost(Duration.ofSeconds(60)).until(() -> shadowsOf(stack) == 1);
      TextLoad load = TextLoad.of("shadow", Keys.even(5, 3));
      try (LoadRun run = new LoadRun(bed, load)) {
        run.send(0, EVENTS);
        Account account = run.settled(EVENTS);

        assertThat(account.exact()).as(account.toString()).isTrue();
        assertThat(run.outcome().versions().keySet()).containsExactly("1");
      }
      await("the shadow has said as much")
          .atMost(Duration.ofSeconds(60))
          .until(() -> said(stack, load).size() >= EVENTS);

      assertThat(said(stack, load))
          .hasSize(EVENTS)
          .allSatisfy(inference -> assertThat(inference.version()).isEqualTo("2"));
      assertThat(service.get("/models/" + MODEL))
          .contains("\"agreement\":{\"compared\":" + EVENTS + ",\"agreed\":" + EVENTS + "}");
    } finally {
      bed.stopServices();
    }
  }

  /** Groups of shadows that have their partitions. */
  private static long shadowsOf(Stack stack) throws Exception {
    return stack.admin().listGroups().all().get().stream()
        .filter(group -> group.groupId().contains("shadow-" + MODEL))
        .filter(group -> group.groupState().equals(Optional.of(GroupState.STABLE)))
        .count();
  }

  private static List<Inference> said(Stack stack, TextLoad load) {
    return stack.topics().committed(Topics.INFERENCES_SHADOW).stream()
        .map(record -> EventJson.read(Inference.class, record.value()))
        .filter(inference -> load.number(inference.event()) >= 0)
        .toList();
  }
}
