package io.millrace.serving;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a forecast model sees beside the variates it forecasts.
 *
 * @param past variates known up to the issue time, in order
 * @param known variates known up to the horizon's end, in order
 * @param calendar features that follow from the time alone, in order, after {@code known} in the
 *     same tensor
 * @param scaler of {@code past}, then of {@code known}; null where there are none
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Covariates(
    List<String> past, List<String> known, List<String> calendar, @Nullable Scaling scaler) {

  public Covariates {
    past = Fields.list(past);
    known = Fields.list(known);
    calendar = Fields.list(calendar);
    List<String> scaled = new ArrayList<>(past);
    scaled.addAll(known);
    Fields.distinct("covariates", scaled, 0);
    Fields.distinct("covariates.calendar", calendar, 0);
    int scales = scaler == null ? 0 : scaler.mean().size();
    Fields.check(
        scales == scaled.size(),
        "covariates.scaler",
        "one mean and scale for each of the " + scaled.size() + " covariates",
        scales);
  }

  /** Nothing beside the variates. */
  public static Covariates none() {
    return new Covariates(List.of(), List.of(), List.of(), null);
  }

  /** Those columns, in order. */
  List<String> knownNames() {
    List<String> names = new ArrayList<>(known);
    names.addAll(calendar);
    return names;
  }

  /** Columns of the tensor that reaches beyond the issue time. */
  public int knownColumns() {
    return known.size() + calendar.size();
  }
}
