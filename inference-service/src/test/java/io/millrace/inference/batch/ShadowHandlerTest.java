package io.millrace.inference.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.events.TextEvent;
import io.millrace.inference.loop.Records;
import io.millrace.inference.releases.AgreementListener;
import io.millrace.inference.releases.ShadowHandler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShadowHandlerTest extends BatchHandling implements AgreementListener {

  private final List<String> heard = new ArrayList<>();
  private final ShadowHandler<TextEvent> handler =
      new ShadowHandler<>(shadow(new FakeScorer("triage", "8")), shadow(scorer), this);

  @Override
  public void compared(String model, String serving, String shadow) {
    heard.add(model + " " + serving + " " + shadow);
  }

  @Override
  public void compared(String model, double cosine) {
    heard.add(model + " " + cosine);
  }

  @Test
  void labelsAreComparedAsTheyAreAndVectorsByTheirCosine() {
    handler.handle(
        List.of(Records.text(0, "fine"), Records.text(1, "poison"), Records.text(2, "bare")));

    assertThat(heard).containsExactly("triage fine fine", "triage 0.6");
  }

  private BatchHandler<TextEvent> shadow(FakeScorer version) {
    BatchPolicy policy = policy(10_000, Explaining.nothing(), Route.all("triage")).shadow("triage");
    return new BatchHandler<>(
        new Texts(),
        new FakeModels<TextEvent>().with("triage", version),
        policy,
        () -> Duration.ZERO,
        System::nanoTime);
  }
}
