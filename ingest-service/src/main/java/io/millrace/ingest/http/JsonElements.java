package io.millrace.ingest.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Cuts a body into the bytes of its events, which stay as they came. */
final class JsonElements {

  private static final JsonFactory FACTORY = new JsonFactory();

  private JsonElements() {}

  /**
   * The elements of an array, or the whole body if it is none. Where the array's JSON breaks, the
   * rest of the body is one last element, which no reader will take.
   */
  static List<byte[]> of(byte[] body) {
    if (!startsArray(body)) {
      return List.of(body);
    }
    List<byte[]> elements = new ArrayList<>();
    int done = 0; // bytes
    try (JsonParser parser = FACTORY.createParser(body)) {
      parser.nextToken();
      done = offset(parser);
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        int start = (int) parser.currentTokenLocation().getByteOffset();
        done = start;
        parser.skipChildren();
        parser.finishToken();
        done = offset(parser);
        elements.add(Arrays.copyOfRange(body, start, done));
      }
      done = offset(parser);
      if (parser.nextToken() != null) {
        elements.add(Arrays.copyOfRange(body, done, body.length));
      }
    } catch (IOException broken) {
      elements.add(Arrays.copyOfRange(body, done, body.length));
    }
    return elements;
  }

  private static int offset(JsonParser parser) {
    return (int) parser.currentLocation().getByteOffset();
  }

  private static boolean startsArray(byte[] body) {
    for (byte b : body) {
      if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
        return b == '[';
      }
    }
    return false;
  }
}
