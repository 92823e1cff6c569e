import io.millrace.serving.ForecastNetwork;
import io.millrace.serving.FrameClassifier;
import io.millrace.serving.ModelBundle;
import io.millrace.serving.ServingOptions;
import io.millrace.serving.TextClassifier;
import io.millrace.serving.TextEmbedder;
import io.millrace.serving.TinyBundles;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Damages model bundles in different ways and loads them: {@code ProvokeModels FOLDER}. A refusal
 * is logged as a service logs it; TensorFlow's own lines are on stderr.
 */
final class ProvokeModels {

  private static final Logger LOG = LoggerFactory.getLogger("io.millrace.lines.ProvokeModels");

  private interface Damage {
    void to(Path bundle) throws IOException;
  }

  private interface Kind {
    ModelBundle at(Path root);
  }

  private final Path root;
  private int cases;

  private ProvokeModels(Path root) {
    this.root = root;
  }

  public static void main(String[] arguments) throws IOException {
    ProvokeModels models = new ProvokeModels(Path.of(arguments[0]));
    for (Kind kind :
        List.<Kind>of(
            r -> TinyBundles.text(r, "triage", "3"),
            r -> TinyBundles.frames(r, "contention", "2"),
            r -> TinyBundles.forecast(r, "load", "5", List.of("cpu", "memory"), 8, 4))) {
      models.damageEach(kind);
    }
    System.exit(0);
  }

  private void damageEach(Kind kind) throws IOException {
    load(kind, bundle -> {});
    load(kind, bundle -> Files.delete(bundle.resolve("model.json")));
    load(kind, bundle -> Files.delete(bundle.resolve("saved_model/saved_model.pb")));
    load(kind, bundle -> Files.deleteIfExists(bundle.resolve("tokenizer.json")));
    load(kind, bundle -> cut(bundle.resolve("model.json"), 40));
    load(kind, bundle -> cut(bundle.resolve("saved_model/saved_model.pb"), 60));
    load(
        kind,
        bundle -> Files.writeString(bundle.resolve("saved_model/saved_model.pb"), "no graph"));
    load(kind, bundle -> overwrite(bundle.resolve("saved_model/saved_model.pb"), 200));
    load(kind, bundle -> Files.writeString(bundle.resolve("tokenizer.json"), "{\"model\":"));
    load(kind, bundle -> replace(bundle, "\"task\" : \"[a-z-]*\"", "\"task\" : \"poetry\""));
    load(kind, bundle -> replace(bundle, "\"version\"", "\"versoin\""));
    load(kind, bundle -> replace(bundle, "\\[ *\"calm\", *\"alarm\" *\\]", "[\"calm\"]"));
    load(kind, bundle -> replace(bundle, "\"lookback\" *: *8", "\"lookback\" : -8"));
    load(kind, bundle -> replace(bundle, "\"horizon\" *: *4", "\"horizon\" : 9"));
    load(kind, bundle -> replace(bundle, "0\\.9", "1.9"));
  }

  private void load(Kind kind, Damage damage) throws IOException {
    ModelBundle whole = kind.at(root.resolve("case-" + cases++));
    try {
      damage.to(whole.directory());
      open(ModelBundle.read(whole.directory()));
    } catch (RuntimeException e) {
      LOG.error("Bundle {} is not served: {}", whole.manifest().name(), e.getMessage());
    }
  }

  private static void open(ModelBundle bundle) {
    switch (bundle.manifest().task()) {
      case TEXT_CLASSIFICATION -> {
        try (TextClassifier classifier = TextClassifier.load(bundle)) {
          classifier.classify(List.of("fine", "nothing"));
        }
      }
      case TEXT_EMBEDDING -> {
        try (TextEmbedder embedder = TextEmbedder.load(bundle, ServingOptions.defaults())) {
          embedder.embed(List.of("fine", "nothing"));
        }
      }
      case FRAME_CLASSIFICATION -> {
        try (FrameClassifier classifier = FrameClassifier.load(bundle)) {
          classifier.classify(Collections.nCopies(2, new double[1][3]));
        }
      }
      case FORECAST -> {
        try (ForecastNetwork network = ForecastNetwork.load(bundle)) {
          network.predict(new float[3], 2);
        }
      }
    }
  }

  private static void cut(Path file, int length) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, Math.min(length, bytes.length)));
  }

  private static void overwrite(Path file, long at) throws IOException {
    try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
      bytes.seek(Math.min(at, bytes.length() / 2));
      bytes.write(new byte[] {(byte) 0xde, (byte) 0xad, (byte) 0xbe, (byte) 0xef});
    }
  }

  private static void replace(Path bundle, String pattern, String by) throws IOException {
    Path manifest = bundle.resolve("model.json");
    Files.writeString(manifest, Files.readString(manifest).replaceAll(pattern, by));
  }
}
