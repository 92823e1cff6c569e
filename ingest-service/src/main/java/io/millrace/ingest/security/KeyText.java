package io.millrace.ingest.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A key as its holder sends it: {@code mr_<id>_<secret>}.
 *
 * <p>Only the SHA-256 of the whole text is kept. A slow, salted hash protects what people think up,
 * by making each guess dear. These secrets are 256 random bits: there is nothing to guess, no two
 * are alike for a salt to tell apart, and a slow hash would only make every request slow, for
 * whoever sends wrong keys as well.
 */
final class KeyText {

  static final String PREFIX = "mr_";

  private static final Pattern SHAPE = Pattern.compile("mr_([a-z0-9]{4,32})_([A-Za-z0-9_-]{43})");

  private final String id;
  private final String text;

  private KeyText(String id, String text) {
    this.id = id;
    this.text = text;
  }

  static Optional<KeyText> parse(String text) {
    Matcher parts = SHAPE.matcher(text);
    return parts.matches() ? Optional.of(new KeyText(parts.group(1), text)) : Optional.empty();
  }

  String id() {
    return id;
  }

  /** 64 hexadecimal digits, as {@code sha256sum} prints them. */
  String sha256() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** Without the secret, for logs. */
  @Override
  public String toString() {
    return PREFIX + id + "_…";
  }
}
