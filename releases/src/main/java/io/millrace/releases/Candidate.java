package io.millrace.releases;

import io.millrace.events.ModelRelease;
import io.millrace.events.ModelRelease.Role;
import io.millrace.serving.ModelBundle;

/**
 * A version of a model that somebody wants in service.
 *
 * @param uri where it is
 * @param sha256 of its content; empty for what lies in the directories, which nobody vouches for
 */
public record Candidate(String model, String version, Role role, String uri, String sha256) {

  public static Candidate of(ModelBundle bundle) {
    return new Candidate(
        bundle.manifest().name(),
        bundle.manifest().version(),
        Role.SERVING,
        bundle.directory().toString(),
        "");
  }

  public static Candidate of(ModelRelease release) {
    return new Candidate(
        release.model(), release.version(), release.role(), release.uri(), release.sha256());
  }

  /** As messages give it. */
  @Override
  public String toString() {
    return model + " " + version + (role == Role.SHADOW ? " (shadow)" : "");
  }
}
