package io.millrace.ingest.security;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;

/**
 * Keys and tokens of tests. Test and profile live in two class loaders, so what both need lies in
 * files of this process.
 */
final class Credentials {

  static final Path FOLDER = Path.of("target/security-" + ProcessHandle.current().pid());
  static final Path KEYS = FOLDER.resolve("keys.yaml");

  static final String ISSUER = "https://issuer.test";
  static final String AUDIENCE = "millrace-ingest";

  static final TestKey EXPIRED = TestKey.of("kexpired", 'e');
  static final TestKey PLANT = TestKey.of("kplant", 'p');

  private static final Path SIGNING = FOLDER.resolve("signing.pkcs8");
  private static final Path PUBLIC = FOLDER.resolve("public.x509");

  private Credentials() {}

  /** One key for each scope, one of a part of the texts, and one that has expired. */
  static String keysFile(String... more) {
    StringBuilder keys = new StringBuilder("keys:\n");
    for (String scope : new String[] {"text:*", "sensor:*", "series:*", "metrics", "admin"}) {
      keys.append("- ").append(of(scope).entry(client(scope), scope)).append('\n');
    }
    keys.append("- ").append(PLANT.entry("plant", "text:plant-*")).append('\n');
    keys.append("- ").append(EXPIRED.entry("late", "text:*", Instant.EPOCH)).append('\n');
    for (String entry : more) {
      keys.append("- ").append(entry).append('\n');
    }
    return keys.toString();
  }

  static TestKey of(String scope) {
    return TestKey.of("k" + client(scope), scope.charAt(2));
  }

  private static String client(String scope) {
    return scope.replaceAll("[^a-z]", "");
  }

  /** A token that is right; what is wrong with another is changed from here. */
  static JwtClaimsBuilder token(String scope) {
    return Jwt.claims()
        .issuer(ISSUER)
        .audience(AUDIENCE)
        .subject("machine-7")
        .claim("scope", scope)
        .issuedAt(Instant.now().minusSeconds(60))
        .expiresAt(Instant.now().plusSeconds(300));
  }

  static String signed(JwtClaimsBuilder token) {
    return token.sign(signingKey());
  }

  /** Makes keys and files once. */
  static void prepare() {
    if (Files.exists(PUBLIC)) {
      return;
    }
    try {
      Files.createDirectories(FOLDER);
      Files.writeString(KEYS, keysFile());
      KeyPair pair = anyPair();
      Files.writeString(SIGNING, base64(pair.getPrivate().getEncoded()));
      Files.writeString(PUBLIC, base64(pair.getPublic().getEncoded()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static KeyPair anyPair() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** As {@code quarkus.oidc.public-key} wants it. */
  static String publicKey() {
    return text(PUBLIC);
  }

  private static PrivateKey signingKey() {
    try {
      byte[] encoded = Base64.getDecoder().decode(text(SIGNING));
      return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(encoded));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String base64(byte[] encoded) {
    return Base64.getEncoder().encodeToString(encoded);
  }

  private static String text(Path file) {
    try {
      return Files.readString(file, US_ASCII);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
