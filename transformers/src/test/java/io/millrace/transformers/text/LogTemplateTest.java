package io.millrace.transformers.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LogTemplateTest {

  @Test
  void numbersPathsQuotedTextsHexAndUuidsAreMasked() {
    String one = "Took 12.5 ms for '/a b' at /var/lib/x, id 0xfe, \"q\" 9fcdb2c8e1";
    String other = "took 3 ms for 'z' at /tmp, id 0x1, \"other words\" 00aa11bb22cc";

    assertThat(LogTemplate.of(one)).isEqualTo(LogTemplate.of(other));
    assertThat(LogTemplate.of("member 123e4567-e89b-12d3-a456-426614174000 left"))
        .isEqualTo("member <uuid> left");
  }

  @Test
  void wordsStayAsTheyAre() {
    assertThat(LogTemplate.of("Can't read, won't retry; face added"))
        .isEqualTo("can't read, won't retry; face added");
  }
}
