package io.millrace.events;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;

/** Instants and durations as ISO-8601 text and as nothing else: a bare number has no unit. */
final class IsoTimes extends SimpleModule {

  private static final long serialVersionUID = 1L;

  IsoTimes() {
    addSerializer(Instant.class, new Text());
    addSerializer(Duration.class, ToStringSerializer.instance);
    addDeserializer(Instant.class, new Iso<>(Instant.class, IsoInstant::parse));
    addDeserializer(Duration.class, new Iso<>(Duration.class, Duration::parse));
  }

  private static final class Text extends StdSerializer<Instant> {

    private static final long serialVersionUID = 1L;

    Text() {
      super(Instant.class);
    }

    @Override
    public void serialize(Instant instant, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      json.writeString(IsoInstant.format(instant));
    }
  }

  private static final class Iso<T> extends StdDeserializer<T> {

    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // Jackson never serialises its deserialisers
    private final Function<String, T> parse;

    private final Class<T> type;

    Iso(Class<T> type, Function<String, T> parse) {
      super(type);
      this.type = type;
      this.parse = parse;
    }

    @Override
    public T deserialize(JsonParser json, DeserializationContext context) throws IOException {
      if (json.currentToken() != JsonToken.VALUE_STRING) {
        return context.reportInputMismatch(type, "not text");
      }
      try {
        return parse.apply(json.getText());
      } catch (DateTimeException notIso) {
        return context.reportInputMismatch(type, "not ISO-8601");
      }
    }
  }
}
