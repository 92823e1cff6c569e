package io.millrace.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.millrace.events.Unsayable.Difference;
import io.millrace.events.fuzz.EventMutator;
import io.millrace.events.fuzz.Mutant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Who reads the schema and who sends to the record hear the same, but for {@link Unsayable}. */
class SchemaAgreementTest {

  private static final long SEED = 20_261_128;
  private static final int MUTANTS = 6_000; // of each kind

  private static final Map<String, SchemaJudge> JUDGES =
      EventSchema.all().stream()
          .collect(
              Collectors.toMap(EventSchema::kind, schema -> new SchemaJudge(tree(schema.json()))));

  static List<String> kinds() {
    return EventSchema.all().stream().map(EventSchema::kind).toList();
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void aMutantIsTakenByBothOrNoneUnlessNoSchemaCouldSayWhy(String kind) {
    Event valid = EventSchemaTest.EXAMPLES.get(kind);
    int[] taken = new int[1];

    new EventMutator(SEED)
        .mutants(EventJson.write(valid))
        .limit(MUTANTS)
        .forEach(
            mutant -> {
              taken[0] += refusal(valid.getClass(), mutant.bytes()) == null ? 1 : 0;
              difference(kind, mutant.bytes())
                  .ifPresent(difference -> assertExplained(mutant, difference));
            });

    assertThat(taken[0])
        .isBetween(MUTANTS / 20, MUTANTS / 2); // of either, enough to mean something
  }

  private static void assertExplained(Mutant mutant, Difference difference) {
    assertThat(reasons(difference))
        .as("%s: %s%n%s", mutant, difference.refusal(), new String(mutant.bytes(), UTF_8))
        .isNotEmpty();
  }

  @ParameterizedTest
  @EnumSource(Unsayable.class)
  void whatNoSchemaCanSayOccurs(Unsayable reason) {
    byte[] example = reason.example().getBytes(UTF_8);

    Optional<Difference> difference = difference(reason.kind(), example);

    assertThat(difference).as(reason.example()).isPresent();
    assertThat(reasons(difference.get())).containsExactly(reason);
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void whatIsTakenIsWrittenAndReadAsItself(String kind) {
    Event valid = EventSchemaTest.EXAMPLES.get(kind);

    new EventMutator(SEED + 1)
        .mutants(EventJson.write(valid))
        .limit(MUTANTS)
        .map(Mutant::bytes)
        .filter(bytes -> refusal(valid.getClass(), bytes) == null)
        .forEach(
            bytes -> {
              Event event = EventJson.read(valid.getClass(), bytes);
              assertThat(EventJson.read(valid.getClass(), EventJson.write(event))).isEqualTo(event);
              assertThat(new String(EventRecords.key(event), UTF_8))
                  .isEqualTo(event.envelope().key());
            });
  }

  @Test
  void anInstantIsTakenByBothOrNoneAtEachDayAndOffset() {
    for (String at : InstantsToTry.all().toList()) {
      byte[] event = ("{\"series\":\"s\",\"at\":\"" + at + "\",\"values\":{}}").getBytes(UTF_8);

      Optional<Difference> difference = difference("series", event);

      assertThat(difference.map(SchemaAgreementTest::reasons))
          .as(at)
          .isIn(
              Optional.empty(),
              Optional.of(EnumSet.of(Unsayable.AN_OFFSET_OR_MIDNIGHT_ACROSS_THE_BORDER)));
    }
  }

  private static Set<Unsayable> reasons(Difference difference) {
    return Arrays.stream(Unsayable.values())
        .filter(reason -> reason.explains(difference))
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Unsayable.class)));
  }

  private static Optional<Difference> difference(String kind, byte[] bytes) {
    InvalidEventException refusal = refusal(EventSchemaTest.EXAMPLES.get(kind).getClass(), bytes);
    boolean differ = JUDGES.get(kind).accepts(bytes) != (refusal == null);
    return differ
        ? Optional.of(
            new Difference(bytes, SchemaJudge.tree(bytes).orElse(NullNode.getInstance()), refusal))
        : Optional.empty();
  }

  /** Nothing but this exception may come of bytes, whatever they are. */
  private static @Nullable InvalidEventException refusal(Class<?> type, byte[] bytes) {
    try {
      EventJson.read(type, bytes);
      return null;
    } catch (InvalidEventException refused) {
      assertThat(refused.field()).isNotEmpty();
      assertThat(refused.reason()).isNotEmpty();
      return refused;
    }
  }

  private static JsonNode tree(byte[] json) {
    return SchemaJudge.tree(json).orElseThrow();
  }
}
