package io.millrace.forecast.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs what is posted.
 *
 * @see <a
 *     href="https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md">Standard
 *     Webhooks</a>, symmetric signatures
 */
public final class SigningKey {

  static final String PREFIX = "whsec_";
  private static final int LEAST = 24; // bytes
  private static final int MOST = 64; // bytes
  private static final String ALGORITHM = "HmacSHA256";

  private final SecretKey key;

  private SigningKey(byte[] key) {
    this.key = new SecretKeySpec(key, ALGORITHM);
  }

  /**
   * @param secret {@code whsec_} and 24 to 64 bytes in Base64
   * @throws IllegalArgumentException if it is anything else; the message does not repeat it
   */
  public static SigningKey of(String secret) {
    if (!secret.startsWith(PREFIX)) {
      throw new IllegalArgumentException("must begin with " + PREFIX);
    }
    byte[] key = decoded(secret.substring(PREFIX.length()));
    if (key.length < LEAST || key.length > MOST) {
      throw new IllegalArgumentException(
          "must hold %d to %d bytes, holds %d".formatted(LEAST, MOST, key.length));
    }
    return new SigningKey(key);
  }

  private static byte[] decoded(String base64) {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("must be Base64 after " + PREFIX, e);
    }
  }

  /** {@code v1,} and the signature of id, seconds and body in Base64. */
  String signature(String id, Instant at, byte[] body) {
    Mac mac = mac();
    mac.update((id + "." + at.getEpochSecond() + ".").getBytes(UTF_8));
    return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
  }

  private Mac mac() {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + ALGORITHM, e);
    }
  }
}
