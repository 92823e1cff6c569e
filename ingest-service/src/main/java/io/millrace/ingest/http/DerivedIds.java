package io.millrace.ingest.http;

import io.millrace.events.InvalidEventException;

/**
 * Ids that follow from the request's {@code Idempotency-Key}: who sends the same events under the
 * same key again, sends them under the same ids.
 *
 * @param client whose key it is; another client's equal key is another key
 * @see <a href="https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header/">The
 *     Idempotency-Key HTTP header field</a>
 */
public record DerivedIds(String client, String key) implements MissingIds {

  static final String HEADER = "Idempotency-Key";

  private static final int LIMIT = 128; // characters; an id has 256

  /**
   * @throws InvalidEventException if the key is too short or too long
   */
  public DerivedIds {
    if (key.isBlank() || key.length() > LIMIT) {
      throw new InvalidEventException(
          HEADER, "must have 1 to " + LIMIT + " characters, has " + key.length());
    }
  }

  @Override
  public String at(long index) {
    return (client.length() > 64 ? client.substring(0, 64) : client) + "/" + key + "/" + index;
  }

  @Override
  public boolean repeatable() {
    return true;
  }
}
