package io.millrace.deploy.configuration;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.lang.model.element.Modifier;

/**
 * The keys of a SmallRye {@code @ConfigMapping}, as its source declares them. What it does not know
 * how to read, or what says nothing of its meaning, is an error.
 */
final class Mapping {

  private static final Pattern GENERIC = Pattern.compile("(\\w+)<(?:String, ?)?(.+)>");
  private static final Set<String> UNDERSTOOD = Set.of("WithDefault", "WithName", "Override");

  private static final String UNSET = "not set";

  private final Sources sources;
  private final Properties shipped;
  private final List<Group> groups = new ArrayList<>();
  private final Map<Path, Map<String, String>> seen = new HashMap<>();

  /**
   * @param shipped the service's {@code application.properties}
   */
  Mapping(Sources sources, Properties shipped) {
    this.sources = sources;
    this.shipped = shipped;
  }

  /** All groups of the mappings that were added, in the order of their declaration. */
  List<Group> groups() {
    return groups;
  }

  /** Adds a type that is annotated with {@code @ConfigMapping}. */
  void add(Sources.Type mapping) {
    group(
        literal(mapping.tree().getModifiers().getAnnotations(), "ConfigMapping", "prefix")
                .orElseThrow()
            + ".",
        "",
        mapping);
  }

  private void group(String prefix, String meaning, Sources.Type type) {
    String own = Javadoc.markdown(type.documentation(type.path()).split("<p>", 2)[0]);
    String all = (meaning + " " + own).strip();
    Map<String, String> ofFile = seen.computeIfAbsent(type.file(), file -> new HashMap<>());
    String before = ofFile.putIfAbsent(type.tree().getSimpleName().toString(), prefix);
    if (before != null) {
      groups.add(new Group(prefix, meaning, type.file(), List.of(), before));
      return;
    }
    List<Key> keys = new ArrayList<>();
    groups.add(new Group(prefix, all, type.file(), keys, ""));
    for (Tree member : type.tree().getMembers()) {
      if (member instanceof MethodTree method && isKey(method)) {
        read(prefix, type, method, keys);
      }
    }
  }

  private static boolean isKey(MethodTree method) {
    Set<Modifier> flags = method.getModifiers().getFlags();
    return !flags.contains(Modifier.STATIC);
  }

  private void read(String prefix, Sources.Type type, MethodTree method, List<Key> keys) {
    List<? extends AnnotationTree> annotations = method.getModifiers().getAnnotations();
    String name =
        prefix
            + literal(annotations, "WithName", "value")
                .orElseGet(() -> dashed(method.getName().toString()));
    for (AnnotationTree each : annotations) {
      if (!UNDERSTOOD.contains(each.getAnnotationType().toString())) {
        throw new IllegalArgumentException(name + ": what " + each + " does is not known here");
      }
    }
    String meaning = Javadoc.markdown(type.documentation(type.member(method)));
    String java = method.getReturnType().toString();
    boolean optional = java.startsWith("Optional");
    String fallback =
        shipped(name)
            .or(() -> literal(annotations, "WithDefault", "value"))
            .map(value -> "`" + value + "`")
            .orElse(optional ? UNSET : "required");
    value(new Key(name, "", fallback, meaning), type, java, keys);
  }

  /** One of several, such as a job, is no default: others may stand in its place. */
  private Optional<String> shipped(String name) {
    return Optional.ofNullable(name.contains("[") ? null : shipped.getProperty(name));
  }

  /** Goes into a type from the outside: {@code Map<String, List<Double>>}. */
  private void value(Key key, Sources.Type user, String java, List<Key> keys) {
    Matcher generic = GENERIC.matcher(java);
    if (java.equals("OptionalInt")) {
      value(key, user, "int", keys);
    } else if (generic.matches()) {
      String within = generic.group(2);
      boolean many = !generic.group(1).equals("Optional");
      boolean named = generic.group(1).equals("Map");
      String suffix = named ? ".NAME" : many && isGroup(user, within) ? "[0]" : "";
      String type = many && suffix.isEmpty() ? key.type() + "list: " : key.type();
      String fallback =
          suffix.isEmpty() || !key.fallback().equals("required") ? key.fallback() : UNSET;
      value(new Key(key.name() + suffix, type, fallback, key.meaning()), user, within, keys);
    } else if (isGroup(user, java)) {
      group(key.name() + ".", key.meaning(), sources.find(user, java).orElseThrow());
    } else {
      keys.add(leaf(key, user, java));
    }
  }

  private Key leaf(Key key, Sources.Type user, String java) {
    Optional<Sources.Type> ours = sources.find(user, java);
    String words =
        Values.words(java)
            .or(() -> ours.map(Values::choices))
            .orElseThrow(
                () -> new IllegalArgumentException(key.name() + ": of no known type, " + java));
    String meaning = key.meaning() + ours.map(Values::meanings).orElse("");
    if (meaning.isBlank()) {
      throw new IllegalArgumentException(
          "%s: %s has no Javadoc that says what it means".formatted(key.name(), user.file()));
    }
    return new Key(key.name(), key.type() + words, key.fallback(), meaning.strip());
  }

  private boolean isGroup(Sources.Type user, String java) {
    return sources
        .find(user, java)
        .filter(type -> type.tree().getKind() == Tree.Kind.INTERFACE)
        .isPresent();
  }

  /** As SmallRye writes the name of a method. */
  private static String dashed(String method) {
    return method.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
  }

  private static Optional<String> literal(
      List<? extends AnnotationTree> annotations, String name, String member) {
    return annotations.stream()
        .filter(each -> each.getAnnotationType().toString().equals(name))
        .flatMap(each -> each.getArguments().stream())
        .filter(each -> !(each instanceof AssignmentTree named) || isOf(named, member))
        .map(each -> each instanceof AssignmentTree named ? named.getExpression() : each)
        .map(Mapping::text)
        .findFirst();
  }

  private static boolean isOf(AssignmentTree argument, String member) {
    return argument.getVariable().toString().equals(member);
  }

  private static String text(ExpressionTree expression) {
    if (expression instanceof LiteralTree literal && literal.getValue() instanceof String text) {
      return text;
    }
    throw new IllegalArgumentException(expression + " is not a plain string");
  }
}
