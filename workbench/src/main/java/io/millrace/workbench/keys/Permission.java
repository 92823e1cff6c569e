package io.millrace.workbench.keys;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * What a key is to be good for.
 *
 * @param scopes such as {@code text:plant-*} or {@code metrics}
 * @param expires never, if empty
 * @param recordsPerSecond as the service is configured, if empty; so is {@code bytesPerSecond}
 */
record Permission(
    String client,
    List<String> scopes,
    Optional<Instant> expires,
    OptionalLong recordsPerSecond,
    OptionalLong bytesPerSecond) {

  private static final Pattern CLIENT = Pattern.compile("[A-Za-z0-9._@-]{1,64}");
  private static final Pattern SCOPE =
      Pattern.compile("(text|sensor|series):[^\\p{Cntrl}]+|metrics|admin");

  Permission {
    scopes = List.copyOf(scopes);
    if (!CLIENT.matcher(client).matches()) {
      throw new InvalidKeysException(
          "--client must be 1 to 64 letters, digits or . _ @ -, is '" + client + "'");
    }
    for (String scope : scopes) {
      if (!SCOPE.matcher(scope).matches()) {
        throw new InvalidKeysException(
            "--scope must be text:KEYS, sensor:KEYS, series:KEYS, metrics or admin, is '"
                + scope
                + "'");
      }
    }
    require("--records-per-second", recordsPerSecond);
    require("--bytes-per-second", bytesPerSecond);
  }

  private static void require(String option, OptionalLong value) {
    if (value.isPresent() && value.getAsLong() < 1) {
      throw new InvalidKeysException(option + " must be at least 1, is " + value.getAsLong());
    }
  }

  /** The entry of a key with these, a line each and none indented. */
  List<String> entry(NewKey key) {
    List<String> lines = new ArrayList<>();
    lines.add("id: " + quoted(key.id()));
    lines.add("client: " + quoted(client));
    lines.add("sha256: " + quoted(key.sha256()));
    lines.add("scopes: " + scopes.stream().map(Permission::quoted).toList());
    expires.ifPresent(at -> lines.add("expires: " + quoted(at.toString())));
    List<String> quota = new ArrayList<>();
    recordsPerSecond.ifPresent(records -> quota.add("records-per-second: " + records));
    bytesPerSecond.ifPresent(bytes -> quota.add("bytes-per-second: " + bytes));
    if (!quota.isEmpty()) {
      lines.add("quota: {" + String.join(", ", quota) + "}");
    }
    return lines;
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
