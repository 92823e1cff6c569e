package io.millrace.events.fuzz;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Draws changes to a valid event: of its tree (fields dropped, renamed, doubled, of other types and
 * sizes, odd numbers, times and characters, depth) and of its bytes (cut, flipped, no UTF-8, marks
 * of byte order, line breaks, or nothing but chance). Most get one change, some several.
 *
 * <p>The same seed and event give the same mutants, on every machine.
 */
public final class EventMutator {

  private static final int AGAIN = 4; // one in so many is changed once more

  private static final List<Mutation> MUTATIONS =
      Stream.of(TreeMutations.all(), SizeMutations.all(), ByteMutations.all())
          .flatMap(List::stream)
          .toList();
  private static final int SHARES = MUTATIONS.stream().mapToInt(Mutation::share).sum();

  private final long seed;

  public EventMutator(long seed) {
    this.seed = seed;
  }

  /**
   * Endless, and in order; of a small event none is larger than 4 MB.
   *
   * @param valid one event in UTF-8, an object of at least one field
   */
  public Stream<Mutant> mutants(byte[] valid) {
    Random random = new Random(seed);
    return Stream.generate(() -> mutant(valid, random));
  }

  private static Mutant mutant(byte[] valid, Random random) {
    Mutation first = draw(random);
    byte[] bytes = first.change().apply(valid, random);
    StringBuilder description = new StringBuilder(first.name());
    while (random.nextInt(AGAIN) == 0) {
      Mutation next = draw(random);
      bytes = next.change().apply(bytes, random);
      description.append(", ").append(next.name());
    }
    return new Mutant(bytes, description.toString());
  }

  private static Mutation draw(Random random) {
    int left = random.nextInt(SHARES);
    for (Mutation mutation : MUTATIONS) {
      left -= mutation.share();
      if (left < 0) {
        return mutation;
      }
    }
    throw new IllegalStateException("shares add up to more than " + SHARES);
  }
}
