package io.millrace.transformers.imports;

import io.millrace.transformers.imports.ForeignHead.Classifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A folder as Hugging Face's transformers and sentence-transformers leave it: {@code config.json},
 * {@code tokenizer.json} and {@code model.safetensors}, or several of these with an index.
 */
public final class HuggingFaceFolder {

  private static final String CONFIG = "config.json";
  private static final String TOKENIZER = "tokenizer.json";
  private static final String TOKENIZER_CONFIG = "tokenizer_config.json";
  private static final String SENTENCE_CONFIG = "sentence_bert_config.json";

  private final Path folder;
  private final SentenceModules modules;

  private HuggingFaceFolder(Path folder) {
    this.folder = folder;
    this.modules = new SentenceModules(folder);
  }

  /** Whether a folder claims to be one: it has a {@code config.json}. */
  public static boolean is(Path folder) {
    return Files.isRegularFile(folder.resolve(CONFIG));
  }

  /**
   * @throws InvalidImportException naming the file and the field or tensor that is missing, of
   *     another shape, or of a kind that isn't imported
   * @throws io.millrace.transformers.InvalidSafetensorsException naming what of a file is broken
   */
  public static ForeignModel read(Path folder) throws IOException {
    return new HuggingFaceFolder(folder).read();
  }

  private ForeignModel read() throws IOException {
    JsonFile config = JsonFile.read(folder.resolve(CONFIG));
    EncoderShape encoder = EncoderConfig.read(config);
    ForeignHead head = HeadConfig.read(config, encoder.family(), modules);
    CheckpointFiles files = CheckpointFiles.in(folder);
    byte[] tokenizer = tokenizer();
    CheckpointTensors tensors = new CheckpointTensors(folder, files, encoder.family());
    Map<String, float[]> weights = new HashMap<>(EncoderWeights.of(tensors, encoder));
    if (head instanceof Classifier classifier) {
      addHead(weights, tensors, encoder, classifier);
    }
    return new ForeignModel(
        encoder, head, weights, tokenizer, maximumTokens(encoder), tensors.unused(), sha256(files));
  }

  private static void addHead(
      Map<String, float[]> weights,
      CheckpointTensors tensors,
      EncoderShape encoder,
      Classifier classifier) {
    String pooler = encoder.family() == ModelFamily.BERT ? "pooler.dense" : "pre_classifier";
    int width = encoder.width();
    int labels = classifier.labels().size();
    weights.put("head/dense/kernel", tensors.kernel(pooler, width, width));
    weights.put("head/dense/bias", tensors.tensor(pooler + ".bias", width));
    weights.put("head/kernel", tensors.kernel("classifier", width, labels));
    weights.put("head/bias", tensors.tensor("classifier.bias", labels));
  }

  private byte[] tokenizer() throws IOException {
    Path file = folder.resolve(TOKENIZER);
    if (!Files.isRegularFile(file)) {
      throw InvalidImportException.expected(
          file, "a file", "none; transformers' AutoTokenizer writes one with save_pretrained");
    }
    return Files.readAllBytes(file);
  }

  /** The least that a file says, and never more than there are positions. */
  private int maximumTokens(EncoderShape encoder) throws IOException {
    int maximum = encoder.positions();
    maximum = Math.min(maximum, limit(SENTENCE_CONFIG, "max_seq_length"));
    return Math.min(maximum, limit(TOKENIZER_CONFIG, "model_max_length"));
  }

  /** Where there is no limit, transformers writes 10³⁰. */
  private int limit(String file, String field) throws IOException {
    Path path = folder.resolve(file);
    if (!Files.isRegularFile(path)) {
      return Integer.MAX_VALUE;
    }
    JsonFile json = JsonFile.read(path);
    float limit = json.number(field, Float.MAX_VALUE);
    if (!(limit > 2)) {
      throw InvalidImportException.expected(path, field, "at least 3 tokens", limit);
    }
    return (int) Math.min(Integer.MAX_VALUE, (double) limit);
  }

  private Map<String, String> sha256(CheckpointFiles files) throws IOException {
    List<Path> read = new ArrayList<>(List.of(folder.resolve(CONFIG), folder.resolve(TOKENIZER)));
    read.addAll(modules.present() ? modules.files() : List.of());
    read.addAll(files.opened().keySet().stream().sorted().toList());
    Map<String, String> sha256 = new LinkedHashMap<>();
    for (Path file : read) {
      sha256.put(folder.relativize(file).toString(), FileDigest.sha256(file));
    }
    return sha256;
  }
}
