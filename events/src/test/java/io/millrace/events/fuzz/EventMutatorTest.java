package io.millrace.events.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EventMutatorTest {

  private static final byte[] EVENT =
      "{\"series\":\"s\",\"at\":\"2026-01-31T12:00:00Z\",\"values\":{\"a\":1.5}}".getBytes(UTF_8);

  @Test
  void theSameSeedGivesTheSameMutants() {
    List<Mutant> some = mutants(7, 2_000);

    List<Mutant> again = mutants(7, 2_000);

    for (int i = 0; i < some.size(); i++) {
      assertThat(again.get(i).bytes()).isEqualTo(some.get(i).bytes());
      assertThat(again.get(i).description()).isEqualTo(some.get(i).description());
    }
  }

  @Test
  void anotherSeedGivesOtherMutants() {
    assertThat(mutants(8, 100)).isNotEqualTo(mutants(7, 100));
  }

  @Test
  void everyMutationIsDrawn() {
    Set<String> drawn = new HashSet<>();
    mutants(7, 5_000).forEach(mutant -> drawn.addAll(List.of(mutant.description().split(", "))));

    Set<String> named = new HashSet<>();
    Stream.of(TreeMutations.all(), SizeMutations.all(), ByteMutations.all())
        .forEach(mutations -> mutations.forEach(mutation -> named.add(mutation.name())));

    assertThat(drawn).isEqualTo(named);
  }

  @Test
  void theEventItselfStaysAsItIs() {
    byte[] before = EVENT.clone();

    mutants(7, 2_000);

    assertThat(EVENT).isEqualTo(before);
  }

  @Test
  void mostMutantsDifferFromTheEvent() {
    long same =
        mutants(7, 2_000).stream().filter(mutant -> Arrays.equals(mutant.bytes(), EVENT)).count();

    assertThat(same).isPositive().isLessThan(400);
  }

  @Test
  void noMutantIsLargerThanAFewMegabytes() {
    byte[] frame = "{\"rateHz\":1,\"channels\":{\"x\":[1],\"y\":[2]}}".getBytes(UTF_8);

    new EventMutator(7)
        .mutants(frame)
        .limit(20_000)
        .forEach(
            mutant -> assertThat(mutant.bytes().length).as("%s", mutant).isLessThan(4_000_000));
  }

  @Test
  void aMutantIsALineUnlessItHasABreakOrNothing() {
    assertThat(new Mutant("{}".getBytes(UTF_8), "").isLine()).isTrue();
    assertThat(new Mutant("{\r\n}".getBytes(UTF_8), "").isLine()).isFalse();
    assertThat(new Mutant(" \t".getBytes(UTF_8), "").isLine()).isFalse();
  }

  private static List<Mutant> mutants(long seed, int count) {
    return new EventMutator(seed).mutants(EVENT).limit(count).toList();
  }
}
