package io.millrace.forecast.http;

import io.millrace.events.LeadScore;
import io.millrace.forecast.stream.Told;
import io.millrace.forecasting.GapFilling;
import io.millrace.forecasting.Grid;
import io.millrace.forecasting.History;
import io.millrace.forecasting.Ledger;
import io.millrace.forecasting.Served;
import io.millrace.forecasting.Window;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What is known and expected of each series. */
@Path("/series")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
class SeriesResource {

  private static final int LARGEST_PAGE = 1000;

  private final SeriesView view;

  SeriesResource(SeriesView view) {
    this.view = view;
  }

  /**
   * @param step ISO-8601; null while it is being detected
   * @param steps kept
   */
  record SeriesSummary(
      String series, @Nullable String step, int steps, Instant latest, List<String> variates) {

    static SeriesSummary of(String series, History history) {
      String step = history.grid().map(Grid::step).map(Object::toString).orElse(null);
      return new SeriesSummary(series, step, history.size(), history.latest(), history.variates());
    }
  }

  record Page(int total, int offset, List<SeriesSummary> series) {}

  /**
   * @param values by variate, by step; null = missing
   * @param filled true where no reading came and the step before was repeated
   */
  record SeriesHistory(
      String series,
      @Nullable String step,
      List<Instant> at,
      boolean[] filled,
      boolean recorded,
      Map<String, List<@Nullable Double>> values) {}

  record Scores(
      String model, String version, String servedBy, Map<String, List<LeadScore>> variates) {}

  record SeriesScores(String series, List<Scores> forecasters) {}

  @GET
  public Page all(
      @QueryParam("q") @DefaultValue("") String q,
      @QueryParam("offset") @DefaultValue("0") int offset,
      @QueryParam("limit") @DefaultValue("100") int limit) {
    if (offset < 0 || limit < 1 || limit > LARGEST_PAGE) {
      throw new BadRequestException("offset: from 0; limit: 1 to " + LARGEST_PAGE);
    }
    String wanted = q.toLowerCase(Locale.ROOT);
    TreeMap<String, SeriesSummary> found = new TreeMap<>();
    view.histories(
        (series, history) -> {
          if (series.toLowerCase(Locale.ROOT).contains(wanted)) {
            found.put(series, SeriesSummary.of(series, history));
          }
        });
    return new Page(
        found.size(), offset, found.values().stream().skip(offset).limit(limit).toList());
  }

  @GET
  @Path("/{series}/history")
  public SeriesHistory history(
      @PathParam("series") String series, @QueryParam("limit") @DefaultValue("256") int limit) {
    History history = view.history(series).orElseThrow(() -> unknown(series));
    return history
        .grid()
        .flatMap(
            grid ->
                history.newestWindow(Math.max(1, limit), GapFilling.DEFAULT.policy(grid.step())))
        .map(window -> historyOf(series, window))
        .orElseGet(
            () -> new SeriesHistory(series, null, List.of(), new boolean[0], false, Map.of()));
  }

  @GET
  @Path("/{series}/forecast")
  public byte[] forecast(@PathParam("series") String series) {
    return view.forecast(series)
        .orElseThrow(() -> new NotFoundException(series + " has no forecast yet"));
  }

  @GET
  @Path("/{series}/scores")
  public SeriesScores scores(@PathParam("series") String series) {
    Ledger ledger = view.ledger(series).orElseThrow(() -> unknown(series));
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

  private static SeriesHistory historyOf(String series, Window window) {
    Grid grid = window.grid();
    long first = window.slot() - window.length() + 1;
    Map<String, List<@Nullable Double>> values = new LinkedHashMap<>();
    for (String variate : window.variates()) {
      values.put(variate, numbers(window.column(variate).values()));
    }
    return new SeriesHistory(
        series,
        grid.step().toString(),
        IntStream.range(0, window.length()).mapToObj(i -> grid.at(first + i)).toList(),
        window.mask(),
        window.recorded(),
        values);
  }

  private static List<@Nullable Double> numbers(double[] column) {
    List<@Nullable Double> numbers = new ArrayList<>(column.length);
    Arrays.stream(column).forEach(value -> numbers.add(Double.isNaN(value) ? null : value));
    return numbers;
  }

  private static NotFoundException unknown(String series) {
    return new NotFoundException(series + " is not known here");
  }
}
