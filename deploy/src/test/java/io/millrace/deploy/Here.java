package io.millrace.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/** Where the files are that the tests look at. */
final class Here {

  static final Path DEPLOY = Path.of("").toAbsolutePath();
  static final Path REPOSITORY = DEPLOY.getParent();

  private Here() {}

  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Properties properties(Path file) {
    try (var reader = Files.newBufferedReader(file)) {
      Properties properties = new Properties();
      properties.load(reader);
      return properties;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a service ships with. */
  static Properties shipped(String service) {
    return properties(REPOSITORY.resolve(service + "/src/main/resources/application.properties"));
  }
}
