package io.millrace.workbench.train;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** A command as somebody typed it: what was left to its default is not in it. */
record TypedCommand(String line) {

  static TypedCommand of(CommandSpec spec) {
    ParseResult typed = spec.commandLine().getParseResult();
    List<String> words = new ArrayList<>();
    for (ArgSpec each : typed.matchedArgs()) {
      String values = String.join(",", each.originalStringValues());
      words.add(each instanceof OptionSpec option ? option(option, values) : values);
    }
    return new TypedCommand(
        "./millrace "
            + spec.name()
            + " "
            + words.stream().map(TypedCommand::quoted).collect(Collectors.joining(" ")));
  }

  private static String option(OptionSpec option, String values) {
    return option.arity().max() == 0 || values.isEmpty()
        ? option.longestName()
        : option.longestName() + "=" + values;
  }

  private static String quoted(String word) {
    return word.matches("[\\w./=:,+-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
