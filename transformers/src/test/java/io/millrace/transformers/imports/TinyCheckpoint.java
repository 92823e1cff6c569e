package io.millrace.transformers.imports;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * A folder as Hugging Face's transformers writes it, with the real names and random weights. Every
 * weight is a multiple of 1/128, so that half precision holds it too. For tests.
 */
public final class TinyCheckpoint {

  /** Word pieces; {@link #tokenizer()} gives each its place here as its id. */
  public static final List<String> WORDS =
      List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "fine", "fire", "disk", "full", "all", "is");

  public static final int POSITIONS = 16;
  public static final int WIDTH = 8;
  public static final int BLOCKS = 2;
  public static final int HEADS = 2;
  public static final int HIDDEN = 12;

  private static final ObjectMapper JSON = new ObjectMapper();

  /** A tensor as PyTorch keeps it. */
  @SuppressWarnings("ArrayRecordComponent")
  public record Kept(int[] shape, float[] values) {}

  /** By name; a test may change them. */
  public final Map<String, Kept> tensors = new TreeMap<>();

  /** What {@code config.json} says; a test may change it. */
  public final Map<String, Object> config = new LinkedHashMap<>();

  private final Random random;

  private TinyCheckpoint(long seed) {
    this.random = new Random(seed);
  }

  /** {@code BertForSequenceClassification}. */
  public static TinyCheckpoint bert(long seed, String... labels) {
    TinyCheckpoint tiny = new TinyCheckpoint(seed);
    tiny.config.put("model_type", "bert");
    tiny.config.put("architectures", List.of("BertForSequenceClassification"));
    tiny.sizes("hidden_size", "num_hidden_layers", "num_attention_heads", "intermediate_size");
    tiny.config.put("hidden_act", "gelu");
    tiny.config.put("layer_norm_eps", 1e-12);
    tiny.config.put("type_vocab_size", 2);
    tiny.embeddings("bert.embeddings.");
    tiny.matrix("bert.embeddings.token_type_embeddings.weight", 2, WIDTH);
    for (int i = 0; i < BLOCKS; i++) {
      String block = "bert.encoder.layer." + i + ".";
      for (String part : List.of("query", "key", "value")) {
        tiny.linear(block + "attention.self." + part, WIDTH, WIDTH);
      }
      tiny.linear(block + "attention.output.dense", WIDTH, WIDTH);
      tiny.norm(block + "attention.output.LayerNorm");
      tiny.linear(block + "intermediate.dense", HIDDEN, WIDTH);
      tiny.linear(block + "output.dense", WIDTH, HIDDEN);
      tiny.norm(block + "output.LayerNorm");
    }
    tiny.linear("bert.pooler.dense", WIDTH, WIDTH);
    tiny.labels(labels);
    return tiny;
  }

  /** {@code DistilBertForSequenceClassification}. */
  public static TinyCheckpoint distilBert(long seed, String... labels) {
    TinyCheckpoint tiny = new TinyCheckpoint(seed);
    tiny.config.put("model_type", "distilbert");
    tiny.config.put("architectures", List.of("DistilBertForSequenceClassification"));
    tiny.sizes("dim", "n_layers", "n_heads", "hidden_dim");
    tiny.config.put("activation", "gelu");
    tiny.embeddings("distilbert.embeddings.");
    for (int i = 0; i < BLOCKS; i++) {
      String block = "distilbert.transformer.layer." + i + ".";
      for (String part : List.of("q_lin", "k_lin", "v_lin", "out_lin")) {
        tiny.linear(block + "attention." + part, WIDTH, WIDTH);
      }
      tiny.norm(block + "sa_layer_norm");
      tiny.linear(block + "ffn.lin1", HIDDEN, WIDTH);
      tiny.linear(block + "ffn.lin2", WIDTH, HIDDEN);
      tiny.norm(block + "output_layer_norm");
    }
    tiny.linear("pre_classifier", WIDTH, WIDTH);
    tiny.labels(labels);
    return tiny;
  }

  /** The same names without the family's prefix, as a checkpoint of the bare encoder has them. */
  public TinyCheckpoint withoutPrefix(String prefix) {
    Map<String, Kept> renamed = new TreeMap<>();
    tensors.forEach((name, kept) -> renamed.put(name.replaceFirst("^" + prefix, ""), kept));
    tensors.clear();
    tensors.putAll(renamed);
    return this;
  }

  /** Writes {@code config.json}, {@code tokenizer.json} and {@code model.safetensors}. */
  public Path write(Path folder, SafetensorsBytes.Type type) throws IOException {
    Files.createDirectories(folder);
    JSON.writeValue(folder.resolve("config.json").toFile(), config);
    Files.writeString(folder.resolve("tokenizer.json"), tokenizer());
    Files.write(folder.resolve("model.safetensors"), SafetensorsBytes.of(tensors, type));
    return folder;
  }

  public Path write(Path folder) throws IOException {
    return write(folder, SafetensorsBytes.Type.F32);
  }

  private void sizes(String width, String blocks, String heads, String hidden) {
    config.put("vocab_size", WORDS.size());
    config.put("max_position_embeddings", POSITIONS);
    config.put(width, WIDTH);
    config.put(blocks, BLOCKS);
    config.put(heads, HEADS);
    config.put(hidden, HIDDEN);
  }

  private void labels(String... labels) {
    Map<String, String> byId = new LinkedHashMap<>();
    for (int i = 0; i < labels.length; i++) {
      byId.put(Integer.toString(i), labels[i]);
    }
    config.put("id2label", byId);
    linear("classifier", labels.length, WIDTH);
  }

  private void embeddings(String prefix) {
    matrix(prefix + "word_embeddings.weight", WORDS.size(), WIDTH);
    matrix(prefix + "position_embeddings.weight", POSITIONS, WIDTH);
    norm(prefix + "LayerNorm");
  }

  private void linear(String module, int outputs, int inputs) {
    matrix(module + ".weight", outputs, inputs);
    tensors.put(module + ".bias", new Kept(new int[] {outputs}, values(outputs)));
  }

  private void norm(String module) {
    tensors.put(module + ".weight", new Kept(new int[] {WIDTH}, values(WIDTH)));
    tensors.put(module + ".bias", new Kept(new int[] {WIDTH}, values(WIDTH)));
  }

  private void matrix(String name, int rows, int columns) {
    tensors.put(name, new Kept(new int[] {rows, columns}, values(rows * columns)));
  }

  private float[] values(int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (random.nextInt(255) - 127) / 128f;
    }
    return values;
  }

  /** A {@code tokenizer.json} that splits at white space. */
  public static String tokenizer() throws IOException {
    Map<String, Integer> ids = new LinkedHashMap<>();
    WORDS.forEach(word -> ids.put(word, ids.size()));
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
         "model":{"type":"WordLevel","unk_token":"[UNK]","vocab":%s}}
        """
        .formatted(JSON.writeValueAsString(ids));
  }
}
