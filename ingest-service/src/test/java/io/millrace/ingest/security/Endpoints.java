package io.millrace.ingest.security;

import io.millrace.ingest.EventKind;
import io.quarkus.arc.Arc;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import jakarta.enterprise.inject.Any;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Everything that the running service answers: its resources, and what else its router knows. */
final class Endpoints {

  /** REST takes whatever is left and has no routes of its own. */
  private static final String REST = "ResteasyReactive";

  private Endpoints() {}

  static SortedSet<Endpoint> of(Router router) {
    SortedSet<Endpoint> endpoints = new TreeSet<>();
    routes(router, "").forEach(endpoints::add);
    Arc.container().beanManager().getBeans(Object.class, Any.Literal.INSTANCE).stream()
        .map(bean -> bean.getBeanClass())
        .distinct()
        .flatMap(Endpoints::resources)
        .forEach(endpoints::add);
    return endpoints;
  }

  private static Stream<Endpoint> resources(Class<?> type) {
    Path root = type.getAnnotation(Path.class);
    return root == null
        ? Stream.empty()
        : Arrays.stream(type.getMethods())
            .flatMap(method -> verb(method).stream().flatMap(verb -> at(verb, root, method)));
  }

  private static Stream<Endpoint> at(String verb, Path root, Method method) {
    Path below = method.getAnnotation(Path.class);
    String path = "/" + root.value() + (below == null ? "" : "/" + below.value());
    return kinds(path.replaceAll("/+", "/")).stream().map(each -> new Endpoint(verb, each));
  }

  /**
   * A path for each kind of event and for one that is none; other parameters are just something.
   */
  private static List<String> kinds(String template) {
    return Stream.concat(
            Arrays.stream(EventKind.values()).map(EventKind::label), Stream.of("other"))
        .map(kind -> template.replace("{kind}", kind).replaceAll("\\{[^}]*}", "x"))
        .distinct()
        .toList();
  }

  private static Optional<String> verb(Method method) {
    return Arrays.stream(method.getAnnotations())
        .map(Annotation::annotationType)
        .flatMap(type -> Optional.ofNullable(type.getAnnotation(HttpMethod.class)).stream())
        .map(HttpMethod::value)
        .findFirst();
  }

  private static Stream<Endpoint> routes(Router router, String above) {
    return router.getRoutes().stream()
        .filter(route -> route.getPath() != null && !route.toString().contains(REST))
        .flatMap(
            route -> {
              String path =
                  (above + "/" + route.getPath()).replaceAll("/+", "/").replaceAll("(.)/$", "$1");
              return below(route)
                  .map(inner -> routes(inner, path))
                  .orElseGet(() -> Stream.of(new Endpoint("GET", path)));
            });
  }

  /** A router that is mounted on another one stands nowhere but in the handler of its route. */
  private static Optional<Router> below(Route route) {
    return ((Collection<?>) value(value(route, "state"), "contextHandlers"))
        .stream()
            .flatMap(handler -> Arrays.stream(handler.getClass().getDeclaredFields()))
            .filter(field -> Router.class.isAssignableFrom(field.getType()))
            .findFirst()
            .map(field -> (Router) value(handler(route), field));
  }

  private static Object handler(Route route) {
    return ((Collection<?>) value(value(route, "state"), "contextHandlers")).iterator().next();
  }

  private static Object value(Object owner, String field) {
    try {
      return value(owner, owner.getClass().getDeclaredField(field));
    } catch (NoSuchFieldException e) {
      throw new AssertionError("Vert.x keeps its routes in another way now", e);
    }
  }

  private static Object value(Object owner, Field field) {
    try {
      field.setAccessible(true);
      return field.get(owner);
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }
}
