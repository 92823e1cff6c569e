package io.millrace.benchmarks.speed;

import io.millrace.benchmarks.Stack;
import java.util.List;
import java.util.Locale;

/** Two contenders that drain the same texts, in turn. */
final class Duel {

  private final Stack stack;
  private final Contender first;
  private final Contender second;
  private Rates ours = new Rates(List.of());
  private Rates theirs = new Rates(List.of());
  private double agreement = 1;

  Duel(Stack stack, Contender first, Contender second) {
    this.stack = stack;
    this.first = first;
    this.second = second;
  }

  void warmUp(MixedTexts texts) {
    Drain.of(stack, first, texts.events("warm"));
    Drain.of(stack, second, texts.events("warm"));
  }

  /** Who goes first changes from turn to turn. */
  void turn(int number, MixedTexts texts) {
    boolean oursFirst = number % 2 == 0;
    Drain one = Drain.of(stack, oursFirst ? first : second, texts.events("turn" + number));
    Drain other = Drain.of(stack, oursFirst ? second : first, texts.events("turn" + number));
    ours = ours.with((oursFirst ? one : other).perSecond());
    theirs = theirs.with((oursFirst ? other : one).perSecond());
    agreement = Math.min(agreement, one.agreement(other));
  }

  Rates ours() {
    return ours;
  }

  Rates theirs() {
    return theirs;
  }

  /** The least share of equal labels in a turn. */
  double agreement() {
    return agreement;
  }

  /** That both may run on. */
  String cores() {
    return first.cores().equals(second.cores())
        ? first.cores()
        : first.cores() + " against " + second.cores();
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%s %s, %s %s; same label %.4f",
        first.name(),
        ours,
        second.name(),
        theirs,
        agreement);
  }
}
