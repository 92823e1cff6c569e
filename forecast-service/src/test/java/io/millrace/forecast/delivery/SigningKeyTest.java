package io.millrace.forecast.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SigningKeyTest {

  /** The example that the libraries of Standard Webhooks are tested with. */
  @Test
  void aSignatureIsThatOfTheSpecification() {
    SigningKey key = SigningKey.of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

    String signature =
        key.signature(
            "msg_p5jXN8AQM9LWM0D4loKWxJek",
            Instant.ofEpochSecond(1_614_265_330),
            "{\"test\": 2432232314}".getBytes(UTF_8));

    assertThat(signature).isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  }

  @ParameterizedTest
  @CsvSource({
    "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw, must begin with whsec_",
    "whsec_not base 64!, must be Base64 after whsec_",
    "whsec_c2hvcnQ=, 'must hold 24 to 64 bytes, holds 5'",
  })
  void aWrongSecretIsRefusedAndNotRepeated(String secret, String why) {
    assertThatThrownBy(() -> SigningKey.of(secret))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(why);
  }
}
