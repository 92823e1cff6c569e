package io.millrace.transformers.series;

import io.millrace.transformers.Scope;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Forecasters that were trained apart and answer together: the mean of their means, and at each
 * level the mean of their quantiles (which, unlike mixing densities, keeps intervals sharp).
 *
 * @param members at least one, of one lookback, horizon and list of quantiles
 */
public record Ensemble(List<Forecaster> members) implements Forecaster {

  public Ensemble {
    members = List.copyOf(members);
    if (members.isEmpty()) {
      throw new IllegalArgumentException("an ensemble needs at least one member");
    }
    for (Forecaster member : members) {
      Forecaster first = members.get(0);
      if (member.lookback() != first.lookback()
          || member.horizon() != first.horizon()
          || !member.quantiles().equals(first.quantiles())) {
        throw new IllegalArgumentException(
            "members differ in lookback, horizon or quantiles: " + member + " and " + first);
      }
    }
  }

  /** The members' weights, as the ensemble asks for them. */
  public static Map<String, float[]> weights(List<Map<String, float[]>> members) {
    Map<String, float[]> joined = new HashMap<>();
    for (int i = 0; i < members.size(); i++) {
      String prefix = "member" + i + "/";
      members.get(i).forEach((path, values) -> joined.put(prefix + path, values));
    }
    return joined;
  }

  @Override
  public String name() {
    return "ensemble of " + members.size();
  }

  @Override
  public int lookback() {
    return members.get(0).lookback();
  }

  @Override
  public int horizon() {
    return members.get(0).horizon();
  }

  @Override
  public List<Double> quantiles() {
    return members.get(0).quantiles();
  }

  /** What the first member that has them fixed says. */
  @Override
  public OptionalInt fixedVariates() {
    return members.stream()
        .map(Forecaster::fixedVariates)
        .filter(OptionalInt::isPresent)
        .findFirst()
        .orElse(OptionalInt.empty());
  }

  @Override
  public Outlook forecast(Scope at, ForecastInput input) {
    List<Operand<TFloat32>> means = new ArrayList<>();
    List<Operand<TFloat32>> quantiles = new ArrayList<>();
    List<Outlook.Parts> parts = new ArrayList<>();
    for (int i = 0; i < members.size(); i++) {
      Outlook outlook = members.get(i).forecast(at.child("member" + i), input);
      means.add(outlook.mean());
      if (outlook.quantiles() != null) {
        quantiles.add(outlook.quantiles());
      }
      if (outlook.parts() != null) {
        parts.add(outlook.parts());
      }
    }
    return new Outlook(
        mean(at.tf(), means), quantiles(at.tf(), quantiles), null, parts(at.tf(), parts));
  }

  /** Where every member takes its mean apart. */
  private Outlook.@Nullable Parts parts(Ops tf, List<Outlook.Parts> parts) {
    return parts.size() < members.size()
        ? null
        : new Outlook.Parts(
            mean(tf, parts.stream().map(Outlook.Parts::trend).toList()),
            mean(tf, parts.stream().map(Outlook.Parts::season).toList()));
  }

  private static @Nullable Operand<TFloat32> quantiles(Ops tf, List<Operand<TFloat32>> quantiles) {
    return quantiles.isEmpty() ? null : mean(tf, quantiles);
  }

  private static Operand<TFloat32> mean(Ops tf, List<Operand<TFloat32>> all) {
    return tf.math.mul(tf.math.addN(all), tf.constant(1f / all.size()));
  }
}
