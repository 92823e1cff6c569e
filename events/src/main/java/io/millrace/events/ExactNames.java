package io.millrace.events;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.deser.std.DelegatingDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;

/** Constants by their very names; Jackson alone would take them with spaces around, too. */
final class ExactNames extends SimpleModule {

  private static final long serialVersionUID = 1L;

  ExactNames() {
    setDeserializerModifier(new Exactly());
  }

  private static final class Exactly extends BeanDeserializerModifier {

    private static final long serialVersionUID = 1L;

    @Override
    public JsonDeserializer<?> modifyEnumDeserializer(
        DeserializationConfig config,
        JavaType type,
        BeanDescription described,
        JsonDeserializer<?> deserializer) {
      return new Exact(deserializer);
    }
  }

  private static final class Exact extends DelegatingDeserializer {

    private static final long serialVersionUID = 1L;

    Exact(JsonDeserializer<?> names) {
      super(names);
    }

    @Override
    protected JsonDeserializer<?> newDelegatingInstance(JsonDeserializer<?> names) {
      return new Exact(names);
    }

    @Override
    public Object deserialize(JsonParser json, DeserializationContext context) throws IOException {
      if (json.currentToken() == JsonToken.VALUE_STRING) {
        String name = json.getText();
        if (!name.equals(name.trim())) {
          return context.reportInputMismatch(handledType(), "not a name");
        }
      }
      return super.deserialize(json, context);
    }
  }
}
