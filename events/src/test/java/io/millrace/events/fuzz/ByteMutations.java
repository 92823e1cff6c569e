package io.millrace.events.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Changes that know nothing of JSON, or that no tree can hold. */
final class ByteMutations {

  private static final int MOST_RANDOM = 400; // bytes

  /** In ISO-8859-1: overlong, half a pair, beyond Unicode, a lone first or later byte, Latin. */
  private static final List<String> NOT_UTF_8 =
      List.of(
          "\u00c0\u0080",
          "\u00ed\u00a0\u0080",
          "\u00f4\u0090\u0080\u0080",
          "\u00c3",
          "\u0080",
          "\u00e9 ",
          "\u00ff\u00fe");

  private static final List<String> AFTER_THE_END =
      List.of("{}", "x", "]", "}", ",", "\u0000", " 1", "\n\n", " \t ", "//", "null");

  private static final List<String> BEFORE =
      List.of("\u00ef\u00bb\u00bf", "\r\n", " ", "/* */", "[", "\u00fe\u00ff", "\u0000", ")]}',\n");

  private ByteMutations() {}

  static List<Mutation> all() {
    return List.of(
        new Mutation("a field twice", 6, ByteMutations::twice),
        new Mutation("cut off", 4, (event, random) -> Arrays.copyOf(event, at(event, random))),
        new Mutation("a byte flipped", 6, ByteMutations::flip),
        new Mutation("bytes taken out", 3, ByteMutations::takeOut),
        new Mutation(
            "bytes put in",
            3,
            (event, random) ->
                insert(event, at(event, random), random(1 + random.nextInt(4), random))),
        new Mutation(
            "not UTF-8",
            5,
            (event, random) -> insert(event, at(event, random), latin(one(NOT_UTF_8, random)))),
        new Mutation(
            "something before", 4, (event, random) -> insert(event, 0, latin(one(BEFORE, random)))),
        new Mutation(
            "something after",
            6,
            (event, random) -> insert(event, event.length, latin(one(AFTER_THE_END, random)))),
        new Mutation("CRLF", 2, (event, random) -> replace(event, ",", ",\r\n")),
        new Mutation("a comma too many", 2, (event, random) -> replace(event, "}", ",}")),
        new Mutation("single quotes", 1, (event, random) -> replace(event, "\"", "'")),
        new Mutation("UTF-16", 2, ByteMutations::utf16),
        new Mutation("in an array", 2, (event, random) -> latin("[" + latin(event) + "]")),
        new Mutation("nothing left", 1, (event, random) -> new byte[0]),
        new Mutation(
            "random bytes", 4, (event, random) -> random(random.nextInt(MOST_RANDOM), random)));
  }

  /** The first of the two is of another value, mostly. */
  private static byte[] twice(byte[] event, Random random) {
    ObjectNode tree = Tree.of(event).orElse(null);
    if (tree == null || tree.isEmpty()) {
      return event;
    }
    List<Place> fields = Place.in(tree, value -> true);
    String name =
        fields.get(random.nextInt(fields.size())) instanceof Place.Field field
            ? field.name()
            : tree.fieldNames().next();
    String first = new String(Tree.bytes(tree), UTF_8);
    String quoted = new String(Tree.bytes(tree.textNode(name)), UTF_8);
    int at = first.indexOf(quoted + ":");
    return (first.substring(0, at) + quoted + ":" + Odd.any(random) + "," + first.substring(at))
        .getBytes(UTF_8);
  }

  private static byte[] flip(byte[] event, Random random) {
    byte[] flipped = event.clone();
    if (flipped.length > 0) {
      flipped[at(event, random)] ^= (byte) (1 << random.nextInt(8));
    }
    return flipped;
  }

  private static byte[] takeOut(byte[] event, Random random) {
    int from = at(event, random);
    int to = Math.min(event.length, from + 1 + random.nextInt(8));
    byte[] rest = Arrays.copyOf(event, event.length - (to - from));
    System.arraycopy(event, to, rest, from, event.length - to);
    return rest;
  }

  private static byte[] utf16(byte[] event, Random random) {
    String text = new String(event, UTF_8);
    return random.nextBoolean()
        ? ("\uFEFF" + text).getBytes(UTF_16LE)
        : text.getBytes(random.nextBoolean() ? UTF_16LE : UTF_16BE);
  }

  private static byte[] insert(byte[] event, int at, byte[] what) {
    ByteArrayOutputStream longer = new ByteArrayOutputStream(event.length + what.length);
    longer.write(event, 0, at);
    longer.writeBytes(what);
    longer.write(event, at, event.length - at);
    return longer.toByteArray();
  }

  private static byte[] replace(byte[] event, String what, String by) {
    return latin(latin(event).replace(what, by));
  }

  /** An index into the bytes; 0 if there are none. */
  private static int at(byte[] event, Random random) {
    return event.length == 0 ? 0 : random.nextInt(event.length);
  }

  private static byte[] random(int length, Random random) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private static String one(List<String> texts, Random random) {
    return texts.get(random.nextInt(texts.size()));
  }

  private static byte[] latin(String bytes) {
    return bytes.getBytes(ISO_8859_1);
  }

  private static String latin(byte[] bytes) {
    return new String(bytes, ISO_8859_1);
  }
}
