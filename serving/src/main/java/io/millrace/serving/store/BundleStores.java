package io.millrace.serving.store;

import io.millrace.serving.InvalidBundleException;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** One store for every scheme: {@code file}, {@code http}, {@code https} and {@code s3}. */
public final class BundleStores implements BundleStore {

  /** Of a service that speaks as S3 does; without it, Amazon's own. */
  public static final String S3_ENDPOINT = "millrace.s3.endpoint";

  /** Of two letters at least: one is the drive of a Windows path. */
  private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:.*");

  private final Map<String, BundleStore> byScheme;

  private BundleStores(Map<String, BundleStore> byScheme) {
    this.byScheme = new TreeMap<>(byScheme);
  }

  /** With the standard limits, and with the S3 endpoint of the system property, if there is one. */
  public static BundleStore standard() {
    return of(
        StoreLimits.standard(),
        Optional.ofNullable(System.getProperty(S3_ENDPOINT)).map(URI::create));
  }

  /**
   * Everything about S3 but the endpoint (region, credentials) is found by the AWS SDK's own chains
   * of system properties, environment, profile and role.
   */
  public static BundleStore of(StoreLimits limits, Optional<URI> s3Endpoint) {
    BundleStore http = new ZippedBundles(new HttpDownload(limits), limits);
    BundleStore s3 = new ZippedBundles(new S3Download(limits, s3Endpoint), limits);
    return new BundleStores(
        Map.of("file", new FileStore(limits), "http", http, "https", http, "s3", s3));
  }

  /**
   * An address as people write it: a URI, or the path of a folder or zip file.
   *
   * @throws InvalidBundleException if it is neither
   */
  public static URI uri(String address) {
    try {
      return SCHEME.matcher(address).matches()
          ? new URI(address)
          : Path.of(address).toAbsolutePath().normalize().toUri();
    } catch (URISyntaxException | InvalidPathException e) {
      throw InvalidBundleException.at(address, "neither a URI nor a path: " + e.getMessage());
    }
  }

  @Override
  public void fetch(URI uri, Path into) throws IOException {
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    BundleStore store = byScheme.get(scheme);
    if (store == null) {
      throw InvalidBundleException.at(
          Shown.uri(uri),
          "expected one of the schemes "
              + String.join(", ", byScheme.keySet())
              + ", found "
              + (scheme.isEmpty() ? "none" : scheme));
    }
    store.fetch(uri, into);
  }
}
