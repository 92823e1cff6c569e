package io.millrace.forecast.http;

import io.millrace.events.LeadScore;
import io.millrace.forecast.stream.Told;
import io.millrace.forecasting.Ledger;
import io.millrace.forecasting.Served;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How each forecaster of a series has fared; the one that served last comes last. */
record SeriesScores(String series, List<Scores> forecasters) {

  record Scores(
      String model, String version, String servedBy, Map<String, List<LeadScore>> variates) {}

  static SeriesScores of(String series, Ledger ledger) {
    List<Scores> scores = new ArrayList<>();
    for (Served served : ledger.served()) {
      Map<String, List<LeadScore>> variates = new LinkedHashMap<>();
      ledger
          .records(served)
          .forEach((name, leads) -> variates.put(name, leads.stream().map(Told::lead).toList()));
      scores.add(new Scores(served.model(), served.version(), served.servedBy(), variates));
    }
    return new SeriesScores(series, scores);
  }
}
