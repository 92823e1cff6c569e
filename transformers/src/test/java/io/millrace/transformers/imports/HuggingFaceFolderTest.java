package io.millrace.transformers.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.transformers.imports.ForeignHead.Classifier;
import io.millrace.transformers.imports.ForeignHead.Embedding;
import io.millrace.transformers.imports.ForeignHead.Pooled;
import io.millrace.transformers.imports.TinyCheckpoint.Kept;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HuggingFaceFolderTest {

  @TempDir Path folder;

  private final TinyCheckpoint bert = TinyCheckpoint.bert(3, "calm", "alarm");

  @Test
  void itSaysWhichEncoderAndWhichHeadThereAre() throws IOException {
    ForeignModel model = HuggingFaceFolder.read(bert.write(folder));

    assertThat(model.encoder())
        .isEqualTo(
            new EncoderShape(ModelFamily.BERT, 10, 16, 2, 8, 2, 2, 12, Activation.GELU, 1e-12f));
    assertThat(model.head().description()).isEqualTo("a classifier of one of [calm, alarm]");
    assertThat(model.maximumTokens()).isEqualTo(16);
    assertThat(model.sha256())
        .containsOnlyKeys("config.json", "tokenizer.json", "model.safetensors");
  }

  @Test
  void linearMapsAreTransposedAndNormsKeepTheirParts() throws IOException {
    ForeignModel model = HuggingFaceFolder.read(bert.write(folder));

    float[] kept = bert.tensors.get("bert.encoder.layer.1.intermediate.dense.weight").values();
    float[] kernel = model.weights().get("block1/feedForward/inner/kernel");
    assertThat(kernel[3 * 12 + 5]).isEqualTo(kept[5 * 8 + 3]); // [8, 12] of [12, 8]
    assertThat(model.weights().get("block0/mixer/norm/scale"))
        .isEqualTo(
            bert.tensors.get("bert.encoder.layer.0.attention.output.LayerNorm.weight").values());
  }

  @Test
  void prefixesAndOldNamesOfNormsMakeNoDifference() throws IOException {
    ForeignModel named = HuggingFaceFolder.read(bert.write(folder.resolve("prefixed")));
    bert.withoutPrefix("bert\\.");
    rename(".LayerNorm.weight", ".LayerNorm.gamma");
    rename(".LayerNorm.bias", ".LayerNorm.beta");

    ForeignModel old = HuggingFaceFolder.read(bert.write(folder.resolve("old")));

    assertThat(old.weights().keySet()).isEqualTo(named.weights().keySet());
    named
        .weights()
        .forEach((path, values) -> assertThat(old.weights().get(path)).isEqualTo(values));
  }

  @Test
  void halfPrecisionWeightsAreReadAsTheyAre() throws IOException {
    ForeignModel single = HuggingFaceFolder.read(bert.write(folder));
    for (SafetensorsBytes.Type type : SafetensorsBytes.Type.values()) {

      ForeignModel half = HuggingFaceFolder.read(bert.write(folder, type));

      single
          .weights()
          .forEach((path, values) -> assertThat(half.weights().get(path)).isEqualTo(values));
    }
  }

  @Test
  void shardsAreReadAsOneCheckpoint() throws IOException {
    ForeignModel whole = HuggingFaceFolder.read(bert.write(folder));
    shard();

    ForeignModel sharded = HuggingFaceFolder.read(folder);

    whole
        .weights()
        .forEach((path, values) -> assertThat(sharded.weights().get(path)).isEqualTo(values));
    assertThat(sharded.sha256()).containsKeys("one.safetensors", "two.safetensors");
  }

  @Test
  void aShardThatIsNotThereOrLacksItsTensorIsNamed() throws IOException {
    bert.write(folder);
    shard();
    Path index = folder.resolve("model.safetensors.index.json");
    Files.writeString(
        index,
        Files.readString(index).replace("\"classifier.bias\":\"two", "\"classifier.bias\":\"one"));
    assertRefused(
        folder.resolve("one.safetensors")
            + ": tensor classifier.bias: expected one, as model.safetensors.index.json says,"
            + " found none");

    Files.delete(folder.resolve("one.safetensors"));

    assertRefused("weight_map: expected files that are there, found no one.safetensors");
  }

  @Test
  void whatIsNotUsedIsListedAndBuffersAreNot() throws IOException {
    bert.tensors.put("cls.predictions.bias", new Kept(new int[] {10}, new float[10]));
    bert.tensors.put("bert.embeddings.position_ids", new Kept(new int[] {1, 16}, new float[16]));

    ForeignModel model = HuggingFaceFolder.read(bert.write(folder));

    assertThat(model.ignored()).containsExactly("cls.predictions.bias");
  }

  @Test
  void aPoolerWithoutClassifierIsAnIgnoredPartOfABareEncoder() throws IOException {
    bert.config.put("architectures", List.of("BertModel"));

    ForeignModel model = HuggingFaceFolder.read(bert.write(folder));

    assertThat(model.head()).isEqualTo(new ForeignHead.Bare());
    assertThat(model.ignored())
        .containsExactly(
            "bert.pooler.dense.bias",
            "bert.pooler.dense.weight",
            "classifier.bias",
            "classifier.weight");
  }

  @Test
  void aMissingTensorIsNamedWithTheShapeExpected() throws IOException {
    bert.tensors.remove("bert.encoder.layer.1.attention.self.key.bias");
    bert.write(folder);

    assertRefused(
        "tensor encoder.layer.1.attention.self.key.bias: expected shape [8], found no such tensor");
  }

  @Test
  void aTensorOfAnotherShapeIsNamedWithBothShapes() throws IOException {
    bert.config.put("id2label", Map.of("0", "calm", "1", "alarm", "2", "panic"));
    bert.write(folder);

    assertRefused("tensor classifier.weight: expected shape [3, 8], found shape [2, 8]");
  }

  @Test
  void anArchitectureThatIsNotKnownIsRefusedByName() throws IOException {
    bert.config.put("model_type", "roberta");
    bert.write(folder);
    assertRefused(
        folder.resolve("config.json")
            + ": model_type: expected one of [bert, distilbert], found roberta");

    bert.config.put("model_type", "bert");
    bert.config.put("architectures", List.of("BertForTokenClassification"));
    bert.write(folder);

    assertRefused(
        "architectures: expected a sequence classifier or an encoder, found"
            + " BertForTokenClassification");
  }

  @Test
  void settingsThatOurNetworksDoNotHaveAreRefusedByName() throws IOException {
    assertRefusedWith("hidden_act", "silu", "hidden_act: expected one of [gelu, gelu_new,");
    assertRefusedWith("position_embedding_type", "relative_key", "expected absolute, found rel");
    assertRefusedWith("is_decoder", true, "is_decoder: expected false, found true");
    assertRefusedWith("hidden_size", 7, "a divisor of the width 7, found 2");
    assertRefusedWith(
        "hidden_size", "8", "hidden_size: expected a whole number above 0, found \"8\"");
    assertRefusedWith("problem_type", "regression", "problem_type: expected single_label_class");
    assertRefusedWith(
        "id2label", Map.of("0", "a", "1", "a"), "id2label.1: expected a label of its");
  }

  @Test
  void labelsThatAreNotNamedHaveTheNamesOfTheFormat() throws IOException {
    bert.config.remove("id2label");

    ForeignModel model = HuggingFaceFolder.read(bert.write(folder));

    assertThat(((Classifier) model.head()).labels()).containsExactly("LABEL_0", "LABEL_1");
  }

  @Test
  void aFolderOfSentenceTransformersIsAnEmbedding() throws IOException {
    sentenceTransformers("pooling_mode_mean_tokens", "Normalize");

    ForeignModel model = HuggingFaceFolder.read(folder);

    assertThat(model.head()).isEqualTo(new Embedding(Pooled.MEAN, true));
    assertThat(model.maximumTokens()).isEqualTo(12);
    assertThat(model.sha256()).containsKey("1_Pooling/config.json");
  }

  @Test
  void aPoolingOrAModuleThatIsNotKnownIsRefusedByName() throws IOException {
    sentenceTransformers("pooling_mode_max_tokens", "Normalize");
    assertRefused("expected mean_tokens or cls_token alone, found [pooling_mode_max_tokens]");

    sentenceTransformers("pooling_mode_cls_token", "Dense");

    assertRefused("type: expected Transformer, Pooling or Normalize, found sentence_transformers.");
  }

  @Test
  void weightsOfAnotherFormatAreNamed() throws IOException {
    bert.write(folder);
    Files.move(folder.resolve("model.safetensors"), folder.resolve("pytorch_model.bin"));

    assertRefused(
        "expected model.safetensors or model.safetensors.index.json, found only"
            + " [pytorch_model.bin], which are not read");
  }

  @Test
  void aFolderWithoutTokenizerIsRefused() throws IOException {
    bert.write(folder);
    Files.delete(folder.resolve("tokenizer.json"));

    assertRefused(folder.resolve("tokenizer.json") + ": expected a file, found none");
  }

  private void assertRefusedWith(String field, Object value, String reason) throws IOException {
    TinyCheckpoint changed = TinyCheckpoint.bert(3, "calm", "alarm");
    changed.config.put(field, value);
    changed.write(folder);
    assertRefused(reason);
  }

  private void assertRefused(String reason) {
    assertThatThrownBy(() -> HuggingFaceFolder.read(folder))
        .isInstanceOf(InvalidImportException.class)
        .hasMessageContaining(reason);
  }

  private void rename(String ending, String other) {
    Map<String, Kept> renamed = new TreeMap<>();
    bert.tensors.forEach((name, kept) -> renamed.put(name.replace(ending, other), kept));
    bert.tensors.clear();
    bert.tensors.putAll(renamed);
  }

  /** Two halves by name, and an index of both. */
  private void shard() throws IOException {
    Files.delete(folder.resolve("model.safetensors"));
    TreeMap<String, Kept> all = new TreeMap<>(bert.tensors);
    StringBuilder index = new StringBuilder();
    all.keySet()
        .forEach(
            name ->
                index.append(
                    "%s\"%s\":\"%s.safetensors\""
                        .formatted(
                            index.isEmpty() ? "" : ",",
                            name,
                            name.startsWith("bert.emb") ? "one" : "two")));
    Map<String, Kept> one = all.subMap("bert.emb", "bert.emc");
    Map<String, Kept> two = new TreeMap<>(all);
    two.keySet().removeAll(one.keySet());
    Files.write(
        folder.resolve("one.safetensors"), SafetensorsBytes.of(one, SafetensorsBytes.Type.F32));
    Files.write(
        folder.resolve("two.safetensors"), SafetensorsBytes.of(two, SafetensorsBytes.Type.F32));
    Files.writeString(
        folder.resolve("model.safetensors.index.json"),
        "{\"metadata\":{\"total_size\":1},\"weight_map\":{" + index + "}}");
  }

  private void sentenceTransformers(String pooling, String last) throws IOException {
    bert.config.put("architectures", List.of("BertModel"));
    bert.write(folder);
    Files.createDirectories(folder.resolve("1_Pooling"));
    Files.writeString(
        folder.resolve("1_Pooling/config.json"),
        "{\"word_embedding_dimension\":8,\"" + pooling + "\":true,\"pooling_mode_other\":false}");
    Files.writeString(
        folder.resolve("modules.json"),
        "[{\"type\":\"sentence_transformers.models.Transformer\"},"
            + "{\"type\":\"sentence_transformers.models.Pooling\"},"
            + "{\"type\":\"sentence_transformers.models."
            + last
            + "\"}]");
    Files.writeString(folder.resolve("sentence_bert_config.json"), "{\"max_seq_length\":12}");
  }
}
