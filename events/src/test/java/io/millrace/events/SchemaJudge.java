package io.millrace.events;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ValueNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Optional;

/** What somebody who has only the schema takes for a valid event. */
final class SchemaJudge {

  /** Exact, and as lenient as JSON itself about how long a number may be. */
  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNumberLength(1_000_000).build())
                  .build())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .nodeFactory(new ShortNumbers())
          .build();

  /**
   * No exponent beyond what any limit can tell apart: the validator writes numbers out in full, of
   * 1e1000000000 a billion zeros.
   */
  private static final class ShortNumbers extends JsonNodeFactory {

    private static final long serialVersionUID = 1L;
    private static final int FAR = 10_000; // digits before or after the point

    @Override
    public ValueNode numberNode(BigDecimal value) {
      boolean far = value.signum() != 0 && Math.abs((long) value.scale()) > FAR;
      int scale = value.scale() < 0 ? -FAR : FAR;
      return super.numberNode(far ? new BigDecimal(value.unscaledValue(), scale) : value);
    }
  }

  /** 1.0 is a whole number, as the specification has it. */
  private static final SchemaValidatorsConfig AS_SPECIFIED =
      SchemaValidatorsConfig.builder().losslessNarrowing(true).build();

  private final JsonSchema schema;

  SchemaJudge(JsonNode schema) {
    this.schema =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(schema, AS_SPECIFIED);
  }

  boolean accepts(byte[] json) {
    return tree(json).map(tree -> schema.validate(tree).isEmpty()).orElse(false);
  }

  /** What the bytes say, if they start with JSON. */
  static Optional<JsonNode> tree(byte[] json) {
    try {
      return Optional.of(MAPPER.readTree(json)).filter(tree -> !tree.isMissingNode());
    } catch (IOException | NumberFormatException broken) {
      return Optional.empty();
    }
  }

  static boolean hasMoreThanOneValue(byte[] json) {
    try (JsonParser parser = MAPPER.createParser(json)) {
      parser.nextToken();
      parser.skipChildren();
      return parser.nextToken() != null;
    } catch (IOException broken) {
      return true;
    }
  }

  static boolean hasAFieldTwice(byte[] json) {
    try (JsonParser parser =
        MAPPER.createParser(json).enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)) {
      parser.nextToken();
      parser.skipChildren();
      return false;
    } catch (IOException broken) {
      return String.valueOf(broken.getMessage()).contains("Duplicate field");
    }
  }
}
