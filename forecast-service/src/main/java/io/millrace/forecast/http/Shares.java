package io.millrace.forecast.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.events.Alert;
import io.millrace.events.EventJson;
import io.millrace.forecast.jobs.Jobs;
import io.millrace.forecast.stream.Trail;
import io.millrace.forecasting.History;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;

/** What this instance holds of some partitions. */
@ApplicationScoped
class Shares {

  private final SeriesView view;
  private final Jobs jobs;

  Shares(SeriesView view, Jobs jobs) {
    this.view = view;
    this.jobs = jobs;
  }

  Share names(Set<TopicPartition> partitions, String part) {
    return Share.of(partitions, view.names(partitions, part));
  }

  /**
   * Of those names that are known here.
   *
   * @param recent steps whose values are told too
   */
  List<SeriesSummary> summaries(List<String> names, int recent) {
    return names.stream()
        .flatMap(name -> view.history(name).map(each -> summary(name, each, recent)).stream())
        .toList();
  }

  private SeriesSummary summary(String name, History history, int recent) {
    SeriesSummary summary = SeriesSummary.of(name, history);
    return recent == 0 || summary.variates().isEmpty()
        ? summary
        : history
            .grid()
            .flatMap(grid -> history.newestWindow(recent, jobs.of(name).gaps(grid)))
            .map(summary::with)
            .orElse(summary);
  }

  /** As each was told last. */
  Share lastAlerts(Set<TopicPartition> partitions) {
    return Share.of(partitions, texts(view.alerts(partitions).stream().map(Trail::last)));
  }

  /** All that is still known to have been told of one alert, the oldest first. */
  Share alert(Set<TopicPartition> partitions, String id) {
    return Share.of(
        partitions,
        texts(
            view.alerts(partitions).stream()
                .flatMap(trail -> trail.events().stream())
                .filter(json -> EventJson.read(Alert.class, json).id().equals(id))));
  }

  /**
   * @param series one; empty: all
   */
  Share decisions(Set<TopicPartition> partitions, String series) {
    List<byte[]> decisions = series.isEmpty() ? view.decisions(partitions) : view.decisions(series);
    return Share.of(partitions, texts(decisions.stream()));
  }

  private static List<String> texts(Stream<byte[]> events) {
    return events.map(json -> new String(json, UTF_8)).toList();
  }
}
