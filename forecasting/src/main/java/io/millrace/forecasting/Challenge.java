package io.millrace.forecasting;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A challenger that forecasts a series beside its champion. A point of their contest is a step at
 * which both met an actual: the mean of the absolute errors over the variates and leads that both
 * forecast, each in units of what the two err there on average.
 */
public record Challenge(Served champion, Served challenger, Contest contest) {

  static Challenge of(Served champion, Served challenger) {
    return new Challenge(champion, challenger, Contest.FRESH);
  }

  public Contest.Verdict verdict() {
    return contest.verdict();
  }

  /** Whether it is between models of these names. */
  public boolean isBetween(String champion, String challenger) {
    return this.champion.model().equals(champion) && this.challenger.model().equals(challenger);
  }

  /**
   * Whether it holds for these versions of the two. While it goes on both must be the same. Who was
   * promoted stays so in later versions, and who was dropped gets another chance with the next.
   */
  public boolean isOf(Served champion, Served challenger) {
    boolean sameChallenger = this.challenger.isVersionOf(challenger);
    return isBetween(champion.model(), challenger.model())
        && switch (verdict()) {
          case GOES_ON -> sameChallenger && this.champion.isVersionOf(champion);
          case WORSE, NO_BETTER -> sameChallenger;
          case PROMOTED -> true;
        };
  }

  /**
   * Takes in what met its actuals at one step; once it is decided nothing changes it.
   *
   * @param error mean absolute error of a forecaster by lead and variate, in the variate's unit
   */
  Challenge after(List<Scored> scored, MeanError error) {
    if (verdict() != Contest.Verdict.GOES_ON) {
      return this;
    }
    Losses losses = new Losses();
    for (Scored mine : scored) {
      if (mine.served().equals(champion)) {
        scored.stream()
            .filter(other -> other.served().equals(challenger) && other.lead() == mine.lead())
            .forEach(other -> losses.add(mine, other, error));
      }
    }
    return losses.points == 0
        ? this
        : new Challenge(
            champion,
            challenger,
            contest.after(losses.champion / losses.points, losses.challenger / losses.points));
  }

  /** Of a forecaster, so far. */
  interface MeanError {
    double of(Served served, int lead, String variate);
  }

  private static final class Losses {
    private double champion;
    private double challenger;
    private int points;

    void add(Scored mine, Scored other, MeanError error) {
      Map<String, Scored.Point> others =
          other.points().stream()
              .collect(Collectors.toMap(Scored.Point::variate, Function.identity()));
      for (Scored.Point point : mine.points()) {
        Optional.ofNullable(others.get(point.variate()))
            .ifPresent(
                opposite ->
                    add(
                        point,
                        opposite,
                        (error.of(mine.served(), mine.lead(), point.variate())
                                + error.of(other.served(), other.lead(), point.variate()))
                            / 2));
      }
    }

    private void add(Scored.Point mine, Scored.Point other, double unit) {
      double each = unit > 0 ? unit : 1; // neither has ever erred
      champion += Math.abs(mine.mean() - mine.actual()) / each;
      challenger += Math.abs(other.mean() - other.actual()) / each;
      points++;
    }
  }
}
