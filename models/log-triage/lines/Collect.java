import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Makes lines to label out of what {@code record.sh} recorded: {@code java Collect.java LOGS
 * TRAIN.tsv LABELLED.tsv}.
 *
 * <p>Time, thread and stack traces are dropped; paths of the recording machine become {@code
 * /var/lib/millrace}. Of each template (the message with numbers, hex, ids, paths and quoted text
 * masked) one line of a fault and three in all stay, and none if the template occurs in TRAIN.
 * Prints what LABELLED does not hold yet, as {@code
 * ?<TAB>level<TAB>logger<TAB>message<TAB>provoked}.
 */
final class Collect {

  private static final int LINES_PER_TEMPLATE = 3;

  private static final int LONGEST = 1000; // characters

  private static final Pattern LINE =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\S+ (\\w+) +\\[([^\\]]+)\\] \\((.*?)\\) (.*)");

  /** {@code 2026-11-22 06:12:01.123456: W tensorflow/cc/saved_model/loader.cc:284] message} */
  private static final Pattern TENSORFLOW =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\d \\S+: ([IWEF]) ([\\w/.]+):\\d+\\] (.*)");

  /** {@code [4.123s][warning][gc,heap] message} */
  private static final Pattern JVM =
      Pattern.compile("\\[[\\d.]+s\\]\\[(\\w+) *\\]\\[([\\w,]+) *\\] (.*)");

  private final Map<String, Integer> lines = new HashMap<>();
  private final Set<String> trained = new HashSet<>();
  private final Set<String> seen = new HashSet<>();

  public static void main(String[] arguments) throws IOException {
    Collect collect = new Collect();
    collect.train(Path.of(arguments[1]));
    collect.labelled(Path.of(arguments[2]));
    try (Stream<Path> logs = Files.walk(Path.of(arguments[0]))) {
      logs.filter(p -> p.toString().endsWith(".log"))
          .sorted(Comparator.comparing(Collect::isProvoked).thenComparing(p -> p))
          .forEach(collect::read);
    }
  }

  private void train(Path file) throws IOException {
    Files.readAllLines(file).stream()
        .skip(1)
        .map(l -> l.split("\t"))
        .forEach(f -> trained.add(template(f[3])));
  }

  private void labelled(Path file) throws IOException {
    if (!Files.exists(file)) {
      return;
    }
    for (String line : Files.readAllLines(file)) {
      String message = line.split("\t")[3];
      seen.add(message);
      lines.merge(template(message), 1, Integer::sum);
    }
  }

  private static boolean isProvoked(Path log) {
    return !faultOf(log).equals("normal");
  }

  private static String faultOf(Path log) {
    return log.getParent().getFileName().toString();
  }

  private void read(Path log) {
    String fault = faultOf(log);
    for (String line : lines(log)) {
      Entry entry = Entry.of(line);
      if (entry != null) {
        offer(entry, fault);
      }
    }
  }

  private static String[] lines(Path log) {
    try {
      return new String(Files.readAllBytes(log), UTF_8).split("\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The first line of an entry, which is what becomes a text event; stack traces are not. */
  private record Entry(String level, String logger, String message) {

    static Entry of(String line) {
      Matcher ours = LINE.matcher(line);
      if (ours.matches()) {
        return new Entry(ours.group(1), ours.group(2), ours.group(4));
      }
      Matcher tensorflow = TENSORFLOW.matcher(line);
      if (tensorflow.matches()) {
        String logger = tensorflow.group(2).replace(".cc", "").replace('/', '.');
        return new Entry(levelOf(tensorflow.group(1)), logger, tensorflow.group(3));
      }
      Matcher jvm = JVM.matcher(line);
      return jvm.matches()
          ? new Entry(levelOf(jvm.group(1)), "jvm." + jvm.group(2).replace(',', '.'), jvm.group(3))
          : null;
    }

    String text() {
      String text = message.strip().replaceAll("\\s+", " ");
      return text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    }
  }

  private static String levelOf(String word) {
    return switch (Character.toUpperCase(word.charAt(0))) {
      case 'I' -> "INFO";
      case 'W' -> "WARN";
      case 'E' -> "ERROR";
      default -> word.toUpperCase(Locale.ROOT);
    };
  }

  private void offer(Entry entry, String fault) {
    String message = withoutOurPaths(entry.text());
    String template = template(message);
    if (message.isEmpty() || trained.contains(template) || !seen.add(message)) {
      return;
    }
    if (seen.add(fault + " " + template)
        && lines.merge(template, 1, Integer::sum) <= LINES_PER_TEMPLATE) {
      System.out.println(String.join("\t", "?", entry.level, entry.logger, message, fault));
    }
  }

  /** A path of the machine that recorded says nothing about the line; the fault's name too much. */
  static String withoutOurPaths(String message) {
    return message
        .replaceAll(
            "/[^\\s,:;'\"()\\[\\]=]*/recording/(data/[\\w-]+|logs|tmp)", "/var/lib/millrace")
        .replaceAll("/[^\\s,:;'\"()\\[\\]=]*/models/log-triage/", "/var/lib/millrace/")
        .replaceAll(
            "/[^\\s,:;'\"()\\[\\]=]*/(ingest|inference|forecast)-service/",
            "/var/lib/millrace/$1-service/");
  }

  /** Coarser than numbers alone: names of partitions, clients and loaders carry none, yet vary. */
  static String template(String message) {
    return message
        .replaceAll("^(\\[[^\\]]*\\] )+", "[*] ")
        .replaceAll("[\\w.$]*-[\\w.$-]*\\d[\\w.$-]*", "#")
        .replaceAll("\"[^\"]*\"|'[^']*'|`[^`]*`", "*")
        .replaceAll("\\b[0-9a-fA-F]{8}-([0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}\\b", "#")
        .replaceAll("(?<!\\w)/[\\w.\\-/%@+]+", "/*")
        .replaceAll("\\b0x[0-9a-fA-F]+\\b", "#")
        .replaceAll("\\b(?=[0-9a-fA-F]*\\d)[0-9a-fA-F]{6,}\\b", "#")
        .replaceAll("(?<![\\w-])(?=[\\w-]*\\d)[\\w-]{22}(?![\\w-])", "#")
        .replaceAll("\\d+([.,:]\\d+)*", "#")
        .strip();
  }
}
