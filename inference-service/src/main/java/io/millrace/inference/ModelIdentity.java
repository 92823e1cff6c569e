package io.millrace.inference;

import io.millrace.serving.ModelManifest;

/** Which model, as every output names it. */
record ModelIdentity(String name, String version) {

  static ModelIdentity of(ModelManifest manifest) {
    return new ModelIdentity(manifest.name(), manifest.version());
  }
}
