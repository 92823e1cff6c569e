package io.millrace.releases;

import io.millrace.serving.ModelBundle;

/** What was released turns out to be another service's to serve; nothing is wrong with it. */
final class ForeignModelException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  ForeignModelException(ModelBundle bundle) {
    super(bundle + " is a model for " + bundle.manifest().task() + ", which is not served here");
  }
}
