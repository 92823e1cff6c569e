package io.millrace.forecast.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.ServiceUnavailableException;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.state.HostInfo;

/**
 * Asks all instances what they hold, for what is about everything. What nobody reads at the moment
 * is asked of those who keep copies; what nobody has a copy of makes the answer unavailable rather
 * than short.
 */
@ApplicationScoped
class Gathering {

  private final Placement placement;
  private final Peers peers;
  private final ObjectMapper json;

  Gathering(Placement placement, Peers peers, ObjectMapper json) {
    this.placement = placement;
    this.peers = peers;
    this.json = json;
  }

  /**
   * @param path of {@link InstanceResource}, at which the others are asked the same
   * @param here what this instance answers for some partitions
   */
  Gathered gather(String path, HttpHeaders headers, Function<Set<TopicPartition>, Share> here) {
    Set<TopicPartition> all = placement.all();
    Gathered active = ask(path, headers, here.apply(placement.active()), false);
    if (!placement.isAdvertised() || isWhole(active, all)) {
      return active;
    }
    Gathered copies =
        peers.mayCopiesAnswer() ? ask(path, headers, here.apply(placement.held()), true) : active;
    if (!isWhole(copies, all)) {
      throw lacking(copies, all);
    }
    return copies;
  }

  /**
   * What another instance says of series that it named.
   *
   * @param recent steps whose values are told too
   * @throws ServiceUnavailableException if it does not answer any more
   */
  List<SeriesSummary> summaries(
      HostInfo host, List<String> names, int recent, HttpHeaders headers) {
    try {
      Peers.Question question =
          new Peers.Question(
              InstanceResource.SUMMARIES + "?recent=" + recent,
              Peers.STANDBY,
              json.writeValueAsBytes(names),
              headers.getHeaderString(HttpHeaders.AUTHORIZATION));
      HttpResponse<byte[]> answer =
          peers
              .ask(host, question)
              .join()
              .filter(each -> each.statusCode() == 200)
              .orElseThrow(() -> silent(host));
      return List.of(json.readValue(answer.body(), SeriesSummary[].class));
    } catch (IOException e) {
      throw new UncheckedIOException("another instance answers what cannot be read", e);
    }
  }

  private static ServiceUnavailableException silent(HostInfo host) {
    return new ServiceUnavailableException(host + " does not answer any more, try again", 1L);
  }

  private Gathered ask(String path, HttpHeaders headers, Share here, boolean stale) {
    Peers.Question question =
        new Peers.Question(
            path,
            stale ? Peers.STANDBY : Peers.ACTIVE,
            null,
            headers.getHeaderString(HttpHeaders.AUTHORIZATION));
    List<CompletableFuture<Optional<Gathered.Answer>>> asked =
        placement.others().stream()
            .map(
                host ->
                    peers
                        .ask(host, question)
                        .thenApply(answer -> answer.flatMap(each -> answer(host, each))))
            .toList();
    List<Gathered.Answer> answers = new ArrayList<>();
    answers.add(new Gathered.Answer(Optional.empty(), here));
    asked.forEach(each -> each.join().ifPresent(answers::add));
    return new Gathered(answers, stale || !placement.isRestored());
  }

  private Optional<Gathered.Answer> answer(HostInfo host, HttpResponse<byte[]> answer) {
    return answer.statusCode() == 200
        ? Optional.of(new Gathered.Answer(Optional.of(host), share(answer.body())))
        : Optional.empty();
  }

  private Share share(byte[] body) {
    try {
      return json.readValue(body, Share.class);
    } catch (IOException e) {
      throw new UncheckedIOException("another instance answers what cannot be read", e);
    }
  }

  private static boolean isWhole(Gathered gathered, Set<TopicPartition> all) {
    return gathered.of(all).equals(all);
  }

  private static ServiceUnavailableException lacking(Gathered gathered, Set<TopicPartition> all) {
    Set<TopicPartition> covered = gathered.of(all);
    String lacking =
        all.stream()
            .filter(partition -> !covered.contains(partition))
            .map(TopicPartition::toString)
            .collect(Collectors.toCollection(TreeSet::new))
            .toString();
    return new ServiceUnavailableException(
        lacking
            + ": moving from one instance to another, or their holder does not answer, try again",
        1L);
  }
}
