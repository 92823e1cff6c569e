package io.millrace.ingest.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class JsonElementsTest {

  @Test
  void anArrayIsCutIntoItsElementsAsTheyCame() {
    assertThat(cut(" [ {\"a\": [1, 2]} ,\"é\",17, null,[ ]] "))
        .containsExactly("{\"a\": [1, 2]}", "\"é\"", "17", "null", "[ ]");
  }

  @Test
  void anythingElseIsOneElement() {
    assertThat(cut(" {\"a\":1} ")).containsExactly(" {\"a\":1} ");
    assertThat(cut("nonsense")).containsExactly("nonsense");
    assertThat(cut("")).containsExactly("");
  }

  @Test
  void whereAnArrayBreaksTheRestIsOneElement() {
    assertThat(cut("[{\"a\":1},{\"b\":}, {\"c\":1}]"))
        .containsExactly("{\"a\":1}", "{\"b\":}, {\"c\":1}]");
  }

  @Test
  void whatFollowsAnArrayIsAnElementThatNobodyTakes() {
    assertThat(cut("[1] 2")).containsExactly("1", " 2");
  }

  @Test
  void anEmptyArrayHasNoElements() {
    assertThat(cut("[]")).isEmpty();
  }

  private static List<String> cut(String body) {
    return JsonElements.of(body.getBytes(UTF_8)).stream().map(e -> new String(e, UTF_8)).toList();
  }
}
