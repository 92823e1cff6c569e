package io.millrace.forecast.updates;

import org.jspecify.annotations.Nullable;

/**
 * One server-sent event, or a comment.
 *
 * @param id {@code topic-partition@offset} of the record
 * @param event {@code forecast}, {@code scores}, {@code decision} or {@code alert}
 * @param data event JSON, as it is on the topic
 */
public record Message(
    @Nullable String id, @Nullable String event, @Nullable String data, @Nullable String comment) {

  static Message comment(String comment) {
    return new Message(null, null, null, comment);
  }
}
