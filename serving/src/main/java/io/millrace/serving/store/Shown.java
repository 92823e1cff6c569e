package io.millrace.serving.store;

import java.net.URI;

/** Addresses as messages give them. */
final class Shown {

  private Shown() {}

  /** Without user and query: either may hold a secret, such as a signature. */
  static String uri(URI uri) {
    return uri.toString().replaceFirst("//[^/@]*@", "//").replaceFirst("\\?.*", "?…");
  }
}
