package io.millrace.workbench.keys;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/**
 * A key that nobody has yet.
 *
 * @param id names it; no secret
 * @param text what its holder sends: {@code mr_<id>_<secret>}, with a secret of 256 random bits
 */
record NewKey(String id, String text) {

  private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz234567";
  private static final int ID_LETTERS = 7; // 35 bits: ids need only differ within a file
  private static final int SECRET_BYTES = 32;

  /**
   * Draws one.
   *
   * @param random cryptographically strong, but for tests
   */
  static NewKey draw(RandomGenerator random) {
    StringBuilder id = new StringBuilder("k"); // never a number to YAML
    for (int letter = 0; letter < ID_LETTERS; letter++) {
      id.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    byte[] secret = new byte[SECRET_BYTES];
    random.nextBytes(secret);
    return new NewKey(
        id.toString(),
        "mr_" + id + "_" + Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
  }

  /** What the file keeps of it; enough, since 256 random bits cannot be guessed. */
  String sha256() {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return "mr_" + id + "_…";
  }
}
