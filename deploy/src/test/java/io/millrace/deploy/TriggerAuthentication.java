package io.millrace.deploy;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.List;

/**
 * As far as we use it.
 *
 * @see <a href="https://keda.sh/docs/latest/concepts/authentication/">Authentication</a>
 */
record TriggerAuthentication(String apiVersion, String kind, ObjectMeta metadata, Spec spec) {

  record Spec(List<Reference> configMapTargetRef, List<Reference> secretTargetRef) {}

  record Reference(String parameter, String name, String key) {}
}
