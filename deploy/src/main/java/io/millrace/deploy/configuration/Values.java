package io.millrace.deploy.configuration;

import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;

/** What values of a Java type are, in words for who writes them. */
final class Values {

  private static final Map<String, String> WORDS =
      Map.ofEntries(
          Map.entry("String", "text"),
          Map.entry("boolean", "`true` or `false`"),
          Map.entry("Boolean", "`true` or `false`"),
          Map.entry("int", "whole number"),
          Map.entry("Integer", "whole number"),
          Map.entry("long", "whole number"),
          Map.entry("Long", "whole number"),
          Map.entry("double", "number"),
          Map.entry("Double", "number"),
          Map.entry("Duration", "duration"),
          Map.entry("MemorySize", "size"),
          Map.entry("Path", "path"),
          Map.entry("URI", "URL"),
          Map.entry("Instant", "time, ISO-8601"));

  private Values() {}

  /** Of a type that SmallRye converts by itself; none of an enum. */
  static Optional<String> words(String type) {
    return Optional.ofNullable(WORDS.get(type));
  }

  /** The constants of an enum, as they are written in a configuration. */
  static String choices(Sources.Type type) {
    return constants(type).stream()
        .map(each -> "`" + written(each) + "`")
        .collect(Collectors.joining(", "));
  }

  /** What those constants mean that say so; empty if none does. */
  static String meanings(Sources.Type type) {
    return constants(type).stream()
        .filter(each -> !meaning(type, each).isEmpty())
        .map(each -> " `" + written(each) + "`: " + meaning(type, each))
        .collect(Collectors.joining());
  }

  private static String meaning(Sources.Type type, VariableTree constant) {
    return Javadoc.markdown(type.documentation(type.member(constant)));
  }

  private static List<VariableTree> constants(Sources.Type type) {
    return type.tree().getMembers().stream()
        .filter(VariableTree.class::isInstance)
        .map(VariableTree.class::cast)
        .filter(each -> isConstant(type, each))
        .toList();
  }

  /** A constant of an enum stands as a public variable of the enum's own type. */
  private static boolean isConstant(Sources.Type type, VariableTree member) {
    ModifiersTree modifiers = member.getModifiers();
    Tree declared = member.getType();
    return type.tree().getKind() == Tree.Kind.ENUM
        && modifiers.getFlags().contains(Modifier.STATIC)
        && declared.toString().equals(type.tree().getSimpleName().toString());
  }

  private static String written(VariableTree constant) {
    return constant.getName().toString().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
