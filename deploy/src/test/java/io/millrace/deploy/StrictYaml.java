package io.millrace.deploy;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.Yaml;

/** YAML that becomes the types of somebody's API. A field that is unknown to them fails. */
final class StrictYaml {

  private static final YAMLMapper MAPPER =
      YAMLMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(DeserializationFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
          .annotationIntrospector(new NothingIsCaught())
          .build();

  private StrictYaml() {}

  static List<JsonNode> documents(String yaml) {
    try {
      return MAPPER.readerFor(JsonNode.class).<JsonNode>readValues(yaml).readAll();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A document as its type.
   *
   * @throws IllegalArgumentException naming the field that the type does not have
   */
  static <T> T as(JsonNode document, Class<T> type) {
    return MAPPER.convertValue(document, type);
  }

  /** One document whose anchors are merged into what refers to them, as compose reads it. */
  static <T> T merged(String yaml, Class<T> type) {
    Map<String, Object> tree = new Yaml().load(yaml);
    tree.keySet().removeIf(key -> key.startsWith("x-"));
    return MAPPER.convertValue(tree, type);
  }

  /** The types would keep what they do not know, for others; here that is a mistake. */
  private static final class NothingIsCaught extends JacksonAnnotationIntrospector {

    private static final long serialVersionUID = 1L;

    @Override
    public Boolean hasAnySetter(Annotated member) {
      return false;
    }
  }
}
