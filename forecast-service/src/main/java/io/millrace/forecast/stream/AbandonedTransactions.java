package io.millrace.forecast.stream;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which open transactions nobody will end any more. A process that was killed leaves its own open:
 * until the broker ends it, after its timeout and up to ten seconds more, what was written behind
 * it is hidden from every reader, and who takes the partition over waits too.
 *
 * <p>Streams calls its clients {@code application-process-StreamThread-n-consumer} and its
 * transactions {@code application-process-n}. A process writes only while it is a member of the
 * group; one that is no member any more could not commit what it has written.
 */
public final class AbandonedTransactions {

  /** A process is a UUID. */
  private static final String PROCESS = "-([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})-";

  private final Pattern transaction;
  private final Pattern client;

  /**
   * @param application id of the Streams application, which is also its group's
   */
  public AbandonedTransactions(String application) {
    this.transaction = Pattern.compile(Pattern.quote(application) + PROCESS + "\\d+");
    this.client = Pattern.compile(Pattern.quote(application) + PROCESS + ".*");
  }

  /**
   * @param open ids of transactions that are open, looked up first
   * @param clients ids of the group's members' clients, looked up after them: whose transaction was
   *     open and who is no member now has left
   */
  public List<String> among(Collection<String> open, Collection<String> clients) {
    Set<String> members =
        clients.stream()
            .flatMap(each -> process(client, each).stream())
            .collect(Collectors.toUnmodifiableSet());
    return open.stream()
        .filter(id -> process(transaction, id).filter(each -> !members.contains(each)).isPresent())
        .toList();
  }

  private static Optional<String> process(Pattern pattern, String id) {
    Matcher matcher = pattern.matcher(id);
    return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
  }
}
