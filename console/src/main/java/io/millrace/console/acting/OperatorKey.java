package io.millrace.console.acting;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.console.ConsoleSettings;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Optional;

/** What an operator has and nobody else: who sends it may act. */
@Startup
@ApplicationScoped
class OperatorKey {

  private static final String KEY = "millrace.console.operator-key-file";
  private static final String BEARER = "Bearer ";
  private static final int SHORTEST = 16; // characters

  private final Optional<byte[]> key;

  OperatorKey(ConsoleSettings settings) {
    key = settings.operatorKeyFile().map(OperatorKey::read);
  }

  private static byte[] read(Path file) {
    try {
      String text = Files.readString(file).strip();
      if (text.length() < SHORTEST || text.chars().anyMatch(Character::isWhitespace)) {
        throw new IllegalStateException(
            KEY + ": " + file + " must hold one word of at least " + SHORTEST + " characters");
      }
      return text.getBytes(UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(KEY + ": " + file + " cannot be read: " + e, e);
    }
  }

  /** Whether there is one at all. */
  boolean exists() {
    return key.isPresent();
  }

  /** In a time that tells nothing of how much of it is right. */
  boolean isIn(String authorization) {
    return key.isPresent()
        && authorization.startsWith(BEARER)
        && MessageDigest.isEqual(
            key.get(), authorization.substring(BEARER.length()).strip().getBytes(UTF_8));
  }
}
