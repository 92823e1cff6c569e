package io.millrace.serving.store;

import io.millrace.serving.InvalidBundleException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/**
 * An object of S3, or of what speaks as it does: {@code s3://bucket/key}.
 *
 * @param endpoint in place of Amazon's; its buckets are then addressed by path, which all such
 *     services understand
 */
record S3Download(StoreLimits limits, Optional<URI> endpoint) implements ZippedBundles.Download {

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration SILENCE_TIMEOUT = Duration.ofSeconds(30);

  @Override
  public void of(URI uri, Path file) throws IOException {
    String bucket = part(uri, uri.getRawAuthority());
    String key = part(uri, uri.getPath().replaceFirst("^/", ""));
    try (S3Client client = client();
        ResponseInputStream<GetObjectResponse> object =
            client.getObject(request -> request.bucket(bucket).key(key))) {
      write(uri, object, file);
    } catch (SdkException e) {
      throw new IOException(uri + ": cannot be fetched: " + e.getMessage(), e);
    }
  }

  private static String part(URI uri, String part) {
    if (part == null || part.isEmpty()) {
      throw InvalidBundleException.at(uri.toString(), "expected s3://bucket/key");
    }
    return part;
  }

  private void write(URI uri, ResponseInputStream<GetObjectResponse> object, Path file)
      throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      new ByteBudget(uri.toString(), limits.bytes()).copy(object, out);
    } catch (IOException | RuntimeException e) {
      object.abort(); // closing it would read the rest
      throw e;
    }
  }

  private S3Client client() {
    S3ClientBuilder builder =
        S3Client.builder()
            .overrideConfiguration(all -> all.apiCallTimeout(limits.time()))
            .httpClientBuilder(
                UrlConnectionHttpClient.builder()
                    .connectionTimeout(CONNECT_TIMEOUT)
                    .socketTimeout(SILENCE_TIMEOUT));
    endpoint.ifPresent(
        other -> builder.endpointOverride(other).forcePathStyle(true).region(anyRegion()));
    return builder.build();
  }

  /** Other services than Amazon's have none, yet it is part of what is signed. */
  private static Region anyRegion() {
    try {
      return DefaultAwsRegionProviderChain.builder().build().getRegion();
    } catch (SdkClientException none) {
      return Region.US_EAST_1;
    }
  }
}
