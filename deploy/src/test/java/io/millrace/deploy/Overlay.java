package io.millrace.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What {@code kubectl kustomize} makes of a folder under {@code kubernetes/}, as typed objects. */
record Overlay(String folder, List<Object> objects) {

  static final List<String> ALL =
      List.of("cpu", "gpu", "strimzi", "autoscaled", "strimzi-autoscaled");

  private static final Command KUBECTL = new Command("kubectl");
  private static final Pattern MINOR = Pattern.compile("v1\\.(\\d+)");
  private static final int WITH_COMPONENTS = 21; // before, its kustomize was of 2019
  private static final Map<String, Overlay> RENDERED = new HashMap<>();

  static boolean canBeRendered() {
    if (!KUBECTL.isInstalled()) {
      System.out.println("kubectl is not installed: overlays are not rendered");
      return false;
    }
    String version = KUBECTL.run(Here.DEPLOY, List.of("version", "--client")).output();
    Matcher minor = MINOR.matcher(version);
    if (!minor.find() || Integer.parseInt(minor.group(1)) < WITH_COMPONENTS) {
      System.out.println("kubectl is older than 1.21: overlays are not rendered");
      return false;
    }
    return true;
  }

  static Stream<Overlay> all() {
    return ALL.stream().map(Overlay::of);
  }

  static synchronized Overlay of(String name) {
    return RENDERED.computeIfAbsent(name, Overlay::rendered);
  }

  private static Overlay rendered(String name) {
    Command.Outcome outcome =
        KUBECTL.run(Here.DEPLOY, List.of("kustomize", "kubernetes/overlays/" + name));
    assertThat(outcome.status()).as(outcome.output()).isZero();
    return new Overlay(
        name, StrictYaml.documents(outcome.output()).stream().map(Kinds::typed).toList());
  }

  <T> Stream<T> all(Class<T> type) {
    return objects.stream().filter(type::isInstance).map(type::cast);
  }

  @Override
  public String toString() {
    return folder;
  }
}
