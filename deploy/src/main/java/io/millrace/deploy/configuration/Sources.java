package io.millrace.deploy.configuration;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ImportTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** The Java sources of some modules, parsed as they are asked for: class files have no Javadoc. */
final class Sources {

  /** One type of them. */
  record Type(Path file, TreePath path, Trees trees) {

    ClassTree tree() {
      return (ClassTree) path.getLeaf();
    }

    /** Its Javadoc or that of one of its members, as it is written; empty if there is none. */
    String documentation(TreePath of) {
      return Optional.ofNullable(trees.getDocComment(of)).orElse("");
    }

    /** The path to one of its members. */
    TreePath member(Tree member) {
      return new TreePath(path, member);
    }

    /** Whether it has an annotation of this simple name. */
    boolean isAnnotated(String name) {
      return tree().getModifiers().getAnnotations().stream()
          .anyMatch(each -> each.getAnnotationType().toString().equals(name));
    }

    private Optional<Type> nested(String name) {
      return tree().getMembers().stream()
          .filter(
              each -> each instanceof ClassTree type && type.getSimpleName().contentEquals(name))
          .map(each -> new Type(file, member(each), trees))
          .findFirst();
    }
  }

  private final List<Path> roots;
  private final Map<Path, Type> parsed = new HashMap<>();

  /**
   * @param repository the folder of the modules
   * @param modules those whose sources are looked through, one after the other
   */
  Sources(Path repository, List<String> modules) {
    this.roots = modules.stream().map(each -> javaOf(repository, each)).toList();
  }

  static Path javaOf(Path repository, String module) {
    return repository.resolve(module).resolve("src/main/java");
  }

  /** Every file of a module, by path. */
  static List<Path> files(Path repository, String module) {
    try (Stream<Path> files = Files.walk(javaOf(repository, module))) {
      return files.filter(each -> each.toString().endsWith(".java")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The type that a file is named for. */
  Type in(Path file) {
    return parsed.computeIfAbsent(file, Sources::parse);
  }

  /**
   * The type that a name means where it is used; none if no module has it.
   *
   * @param name simple, or with that of the type around it: {@code Receiver.Kind}
   */
  Optional<Type> find(Type user, String name) {
    int dot = name.indexOf('.');
    String first = dot < 0 ? name : name.substring(0, dot);
    Optional<Type> found = around(user, first).or(() -> elsewhere(user, first));
    return dot < 0 ? found : found.flatMap(type -> type.nested(name.substring(dot + 1)));
  }

  /** Nested in the user, or in a type around it. */
  private static Optional<Type> around(Type user, String name) {
    for (TreePath path = user.path(); path.getLeaf() instanceof ClassTree; ) {
      Type type = new Type(user.file(), path, user.trees());
      Optional<Type> nested = type.nested(name);
      if (nested.isPresent()) {
        return nested;
      }
      path = path.getParentPath();
    }
    return Optional.empty();
  }

  private Optional<Type> elsewhere(Type user, String name) {
    CompilationUnitTree unit = user.path().getCompilationUnit();
    String qualified =
        unit.getImports().stream()
            .map(ImportTree::getQualifiedIdentifier)
            .map(Tree::toString)
            .filter(each -> each.endsWith("." + name))
            .findFirst()
            .orElse(unit.getPackageName() + "." + name);
    return roots.stream()
        .map(root -> root.resolve(qualified.replace('.', '/') + ".java"))
        .filter(Files::isRegularFile)
        .map(this::in)
        .findFirst();
  }

  private static Type parse(Path file) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files =
        compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null, files, null, List.of("-proc:none"), null, files.getJavaFileObjects(file));
      CompilationUnitTree unit = task.parse().iterator().next();
      return new Type(
          file, new TreePath(new TreePath(unit), unit.getTypeDecls().get(0)), Trees.instance(task));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
