package io.millrace.transformers.text;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** An encoder that knows some words by their places in a list, and nothing about them. */
final class TinyPretrained {

  static final List<String> WORDS =
      List.of(
          "red", "green", "blue", "crimson", "azure", "one", "two", "three", "seven", "nine", "is",
          "a", "the", "of", "please", "now");

  private static final int SPECIAL = 4;
  private static final TextEncoder.Size SIZE =
      new TextEncoder.Size(SPECIAL + WORDS.size(), 16, 16, 2, 2, 24);

  private TinyPretrained() {}

  static PretrainedEncoder encoder(long seed) {
    Random random = new Random(seed);
    Map<String, float[]> weights = new HashMap<>();
    embeddings(weights, random);
    for (int i = 0; i < SIZE.layers(); i++) {
      block(weights, "block" + i, random);
    }
    return new PretrainedEncoder(
        TextEncoder.bert(SIZE, 2, 1e-12f, 0),
        weights,
        tokenizer().getBytes(StandardCharsets.UTF_8),
        SIZE.positions(),
        Map.of("weights", "random"));
  }

  private static void embeddings(Map<String, float[]> weights, Random random) {
    int width = SIZE.width();
    weights.put("embeddings/word", normal(random, 0.5, SIZE.vocabulary() * width));
    weights.put("embeddings/position", normal(random, 0.1, SIZE.positions() * width));
    weights.put("embeddings/segment", normal(random, 0.1, 2 * width));
    norm(weights, "embeddings/norm");
  }

  private static void block(Map<String, float[]> weights, String path, Random random) {
    int width = SIZE.width();
    for (String name : List.of("query", "key", "value", "output")) {
      linear(weights, path + "/mixer/" + name, width, width, random);
    }
    norm(weights, path + "/mixer/norm");
    linear(weights, path + "/feedForward/inner", width, SIZE.hidden(), random);
    linear(weights, path + "/feedForward/outer", SIZE.hidden(), width, random);
    norm(weights, path + "/feedForward/norm");
  }

  private static void linear(
      Map<String, float[]> weights, String path, int inputs, int outputs, Random random) {
    weights.put(path + "/kernel", normal(random, 0.2, inputs * outputs));
    weights.put(path + "/bias", new float[outputs]);
  }

  private static void norm(Map<String, float[]> weights, String path) {
    float[] scale = new float[SIZE.width()];
    Arrays.fill(scale, 1);
    weights.put(path + "/scale", scale);
    weights.put(path + "/offset", new float[SIZE.width()]);
  }

  private static float[] normal(Random random, double deviation, int size) {
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) (deviation * random.nextGaussian());
    }
    return values;
  }

  private static String tokenizer() {
    String ids =
        IntStream.range(0, WORDS.size())
            .mapToObj(i -> "\"%s\":%d".formatted(WORDS.get(i), SPECIAL + i))
            .collect(Collectors.joining(","));
    return """
        {"version":"1.0","truncation":null,"padding":null,
         "added_tokens":[],
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
         "model":{"type":"WordLevel","unk_token":"[UNK]",
           "vocab":{"[PAD]":0,"[UNK]":1,"[CLS]":2,"[SEP]":3,%s}}}
        """
        .formatted(ids);
  }
}
