package io.millrace.benchmarks.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.Signature;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Set;

/**
 * Credentials that a caller shows.
 *
 * @param header of {@code Authorization}; empty for none
 * @param good whether they are to be believed
 * @param scopes that they have then
 */
record Badge(String name, String header, boolean good, Set<String> scopes) {

  static final String ISSUER = "https://issuer.test";
  static final String AUDIENCE = "millrace-ingest";

  Badge {
    scopes = Set.copyOf(scopes);
  }

  static Badge none() {
    return new Badge("none", "", true, Set.of());
  }

  boolean isShown() {
    return !header.isEmpty();
  }

  /** An API key; its secret is made of one letter. */
  record Key(String id, String scope, Instant expires) {

    private String text() {
      byte[] secret = new byte[32];
      Arrays.fill(secret, (byte) id.charAt(id.length() - 1));
      return "mr_" + id + "_" + Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    }

    /** Its line in the file of keys. */
    String entry() {
      try {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(text().getBytes(UTF_8));
        return "- {id: "
            + id
            + ", client: "
            + id
            + ", sha256: '"
            + HexFormat.of().formatHex(digest)
            + "', scopes: ['"
            + scope
            + "'], expires: '"
            + expires
            + "'}\n";
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every JDK has SHA-256", e);
      }
    }

    Badge badge(String name, boolean good) {
      return new Badge(name, "Bearer " + text(), good, Set.of(scope));
    }
  }

  /** Signs tokens as an OpenID Connect provider does. */
  record Issuer(KeyPair pair) {

    static Issuer any() {
      try {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        return new Issuer(generator.generateKeyPair());
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }

    String publicKey() {
      return Base64.getEncoder().encodeToString(pair.getPublic().getEncoded());
    }

    /**
     * @param lives seconds from now; it has expired if they are negative
     */
    Badge token(String name, String audience, String scope, long lives, boolean good) {
      long now = Instant.now().getEpochSecond();
      String claims =
          "{\"iss\":\"%s\",\"aud\":\"%s\",\"sub\":\"machine\",\"scope\":\"millrace:%s\",\"iat\":%d,\"exp\":%d}"
              .formatted(ISSUER, audience, scope, now - 600, now + lives);
      String content = url("{\"alg\":\"RS256\",\"typ\":\"JWT\"}") + "." + url(claims);
      try {
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(pair.getPrivate());
        signature.update(content.getBytes(UTF_8));
        return new Badge(
            name, "Bearer " + content + "." + encoded(signature.sign()), good, Set.of(scope));
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }

    private static String url(String text) {
      return encoded(text.getBytes(UTF_8));
    }

    private static String encoded(byte[] bytes) {
      return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
  }
}
