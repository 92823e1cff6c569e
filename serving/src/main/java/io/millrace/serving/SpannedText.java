package io.millrace.serving;

import java.util.List;
import java.util.stream.IntStream;

/**
 * A tokenized text whose tokens know where they come from.
 *
 * @param ids those that the model reads, special ones included
 * @param units those of them that stand for a part of the text, in order
 */
@SuppressWarnings("ArrayRecordComponent") // read only
record SpannedText(String text, int[] ids, List<Unit> units) {

  /**
   * A token.
   *
   * @param position among the ids
   * @param start its first character
   * @param end after its last character
   */
  record Unit(int position, int start, int end) {}

  Explanation.Part part(Occlusion.Stretch stretch, double weight) {
    int start = units.get(stretch.from()).start();
    int end = units.get(stretch.to() - 1).end();
    return new Explanation.Part(start, end, text.substring(start, end), weight);
  }

  /** The ids while the units of a stretch are hidden; never none. */
  int[] without(Occlusion.Stretch stretch, HiddenToken hidden) {
    int[] rest = ids.clone();
    for (Unit unit : units.subList(stretch.from(), stretch.to())) {
      rest[unit.position()] = hidden.id();
    }
    int[] kept = IntStream.of(rest).filter(id -> id != HiddenToken.LEFT_OUT).toArray();
    return kept.length == 0 ? new int[1] : kept;
  }
}
