package io.millrace.benchmarks.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Draws texts of words that say nothing, in which phrases are planted. Single words of phrases are
 * planted as well, so that no word gives a label away.
 *
 * @param distractors from which words are taken, in runs
 */
record PlantedTexts(List<Phrase> phrases, List<List<String>> distractors) {

  private static final int FEWEST = 8; // words without those planted
  private static final int MOST = 20;

  /** How often a text without a phrase holds one of its words. */
  private static final double DECOYS = 0.08;

  PlantedTexts {
    phrases = List.copyOf(phrases);
    distractors = List.copyOf(distractors);
  }

  /**
   * A text and the phrases that it holds.
   *
   * @param text words separated by spaces
   */
  record Planted(String text, List<Phrase> phrases) {

    Planted {
      phrases = List.copyOf(phrases);
    }

    /** Where a phrase begins, in characters. */
    int start(Phrase phrase) {
      return (" " + text + " ").indexOf(" " + phrase.words() + " ");
    }
  }

  List<Planted> draw(int count, long seed) {
    Random random = new Random(seed);
    List<Planted> drawn = new ArrayList<>();
    while (drawn.size() < count) {
      drawn.add(one(random));
    }
    return drawn;
  }

  private Planted one(Random random) {
    List<String> pieces = plain(random);
    for (Phrase phrase : phrases) {
      if (random.nextDouble() < phrase.share()) {
        plant(phrase.words(), pieces, random);
      } else if (random.nextDouble() < DECOYS) {
        List<String> words = phrase.split();
        plant(words.get(random.nextInt(words.size())), pieces, random);
      }
    }
    String text = String.join(" ", pieces);
    return new Planted(text, phrases.stream().filter(each -> each.isIn(text)).toList());
  }

  private List<String> plain(Random random) {
    int wanted = FEWEST + random.nextInt(MOST - FEWEST + 1);
    List<String> words = new ArrayList<>();
    while (words.size() < wanted) {
      words.addAll(distractors.get(random.nextInt(distractors.size())));
    }
    return new ArrayList<>(words.subList(0, wanted));
  }

  private static void plant(String words, List<String> pieces, Random random) {
    pieces.add(random.nextInt(pieces.size() + 1), words);
  }
}
