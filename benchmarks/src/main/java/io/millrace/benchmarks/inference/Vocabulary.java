package io.millrace.benchmarks.inference;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The words that the models of the proofs know: a thousand that mean nothing in particular, and a
 * few that do something to them.
 */
final class Vocabulary {

  /** Makes the slow model take its time. */
  static final String SLOW = "slow";

  /** Makes the graph fail. */
  static final String STUMBLE = "stumble";

  /** Makes the answer NaN. */
  static final String VANISH = "vanish";

  /** Ends the process natively. */
  static final String ABORT = "abort";

  private static final int PLAIN = 1000;
  private static final List<String> WORDS = words();

  private Vocabulary() {}

  private static List<String> words() {
    List<String> words = new ArrayList<>(List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]"));
    words.addAll(List.of(SLOW, STUMBLE, VANISH, ABORT));
    for (int i = 0; i < PLAIN; i++) {
      words.add(plain(i));
    }
    return List.copyOf(words);
  }

  private static String plain(long digit) {
    return String.format(Locale.ROOT, "w%03d", digit);
  }

  /** A text of its own for each number below 10⁹: its digits to the base 1000. */
  static String text(long number) {
    return plain(number / (PLAIN * PLAIN) % PLAIN)
        + " "
        + plain(number / PLAIN % PLAIN)
        + " "
        + plain(number % PLAIN);
  }

  static int size() {
    return WORDS.size();
  }

  static int id(String word) {
    return WORDS.indexOf(word);
  }

  /** A {@code tokenizer.json} that splits at white space and knows each word by its id. */
  static String tokenizer() {
    StringBuilder ids = new StringBuilder();
    for (int id = 0; id < WORDS.size(); id++) {
      ids.append(id == 0 ? "" : ",").append('"').append(WORDS.get(id)).append("\":").append(id);
    }
    return """
        {"version":"1.0","truncation":null,"padding":null,
         "added_tokens":[
           {"id":2,"content":"[CLS]","single_word":false,"lstrip":false,"rstrip":false,
            "normalized":false,"special":true},
           {"id":3,"content":"[SEP]","single_word":false,"lstrip":false,"rstrip":false,
            "normalized":false,"special":true}],
         "normalizer":{"type":"Lowercase"},
         "pre_tokenizer":{"type":"WhitespaceSplit"},
         "post_processor":{"type":"TemplateProcessing",
           "single":[{"SpecialToken":{"id":"[CLS]","type_id":0}},
                     {"Sequence":{"id":"A","type_id":0}},
                     {"SpecialToken":{"id":"[SEP]","type_id":0}}],
           "pair":[{"Sequence":{"id":"A","type_id":0}},{"Sequence":{"id":"B","type_id":1}}],
           "special_tokens":{
             "[CLS]":{"id":"[CLS]","ids":[2],"tokens":["[CLS]"]},
             "[SEP]":{"id":"[SEP]","ids":[3],"tokens":["[SEP]"]}}},
         "decoder":null,
         "model":{"type":"WordLevel","unk_token":"[UNK]","vocab":{%s}}}
        """
        .formatted(ids);
  }
}
