package io.millrace.events;

import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.InjectableValues;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads events that come from outside, as {@link EventJson} does, and gives an id to those that
 * have none.
 *
 * <p>Thread-safe if the ids are.
 *
 * @param <E> the type of event
 */
public final class EventReader<E extends Event> {

  /** What an event's id is injected as. */
  static final String ID = "id";

  private final ObjectReader reader;

  /**
   * @param id the next one for an event without; for types without an {@code id} it is not asked
   * @param unknownFields whether fields that the contract does not know are left out, instead of
   *     being refused
   */
  public EventReader(Class<E> type, Supplier<String> id, boolean unknownFields) {
    ObjectReader strict = EventJson.reader(type).with(new Ids(id));
    this.reader =
        unknownFields ? strict.without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES) : strict;
  }

  /**
   * Reads one event.
   *
   * @throws InvalidEventException as {@link EventJson#read} does
   */
  public E read(byte[] json) {
    return EventJson.required(EventJson.<E>parsed(json, reader::readValue));
  }

  /** As {@link #read}, of what was parsed before. */
  public E convert(JsonNode tree) {
    return EventJson.required(EventJson.<E>explained(() -> reader.readValue(tree)));
  }

  /** Without a supplier, an event that has no id stays without: the record then refuses it. */
  static final class Ids extends InjectableValues {

    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // Jackson never serialises it
    private final Supplier<@Nullable String> id;

    Ids(Supplier<? extends @Nullable String> id) {
      this.id = id::get;
    }

    @Override
    public @Nullable Object findInjectableValue(
        Object valueId, DeserializationContext context, BeanProperty property, Object bean) {
      return id.get();
    }
  }
}
