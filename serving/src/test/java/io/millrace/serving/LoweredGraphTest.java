package io.millrace.serving;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.SavedModel;

/** A bundle's {@code cpu_graph.pb} serves if it runs, and never stands in the way if not. */
class LoweredGraphTest {

  private static final Logger LOG = Logger.getLogger("io.millrace.serving");

  @TempDir Path root;

  private final List<LogRecord> logged = new CopyOnWriteArrayList<>();
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord line) {
          logged.add(line);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };
  private ModelBundle bundle;

  @BeforeEach
  void aBundleOfTheTask() {
    LOG.addHandler(handler);
    bundle = TinyBundles.text(root, "triage", "1");
  }

  @AfterEach
  void noLongerHeard() {
    LOG.removeHandler(handler);
  }

  @Test
  void aGraphForCpusHasItsWeightsFromTheSavedModelAndAnswersAsThatDoes() throws IOException {
    List<String> texts = List.of("All is fine", "Fire fine", "fire");
    List<Classification> plain = answers(texts);
    lower(borrowing(node -> node));

    try (SavedNetwork network = SavedNetwork.load(bundle, false)) {
      assertThat(network.lowered()).isTrue();
    }
    assertThat(answers(texts)).isEqualTo(plain);
    assertThat(logged).isEmpty();
  }

  @Test
  void oneThatIsNoGraphIsPassedOver() throws IOException {
    Files.writeString(bundle.lowered(), "no graph");

    assertThePlainOneServes("Protocol message tag had invalid wire type");
  }

  @Test
  void oneThatIsEmptyIsPassedOver() throws IOException {
    Files.write(bundle.lowered(), new byte[0]);

    assertThePlainOneServes("expected a signature named");
  }

  @Test
  void oneWithAnOpThatTensorFlowDoesNotKnowIsPassedOver() throws IOException {
    lower(
        borrowing(
            node ->
                node.getOp().equals("Softmax")
                    ? node.toBuilder().setOp("FutureSoftmax").build()
                    : node));

    assertThePlainOneServes("FutureSoftmax");
  }

  /** It loads, and fails on the row that it is tried with. */
  @Test
  void oneThatCannotRunIsPassedOver() throws IOException {
    lower(
        borrowing(
            node ->
                node.getOp().equals("Softmax")
                    ? node.toBuilder()
                        .setOp("MatrixInverse")
                        .clearAttr()
                        .putAttr("T", type())
                        .build()
                    : node));

    assertThePlainOneServes("square");
  }

  @Test
  void oneThatNamesAWeightThatIsNotThereIsPassedOver() throws IOException {
    lower(
        borrowing(
            node ->
                node.containsAttr("_weight")
                    ? node.toBuilder().putAttr("_weight", text("elsewhere")).build()
                    : node));

    assertThePlainOneServes("a constant named elsewhere");
  }

  /** And answers; the line in the log names the bundle and says why. */
  private void assertThePlainOneServes(String why) {
    try (SavedNetwork network = SavedNetwork.load(bundle, false)) {
      assertThat(network.lowered()).isFalse();
    }
    assertThat(logged)
        .singleElement()
        .satisfies(
            line -> {
              assertThat(line.getLevel()).isEqualTo(Level.WARNING);
              assertThat(line.getMessage())
                  .startsWith(
                      "triage 1: its graph for CPUs does not run here, the plain one does: ")
                  .contains(why);
            });
    assertThat(answers(List.of("Fire"))).extracting(Classification::label).containsExactly("alarm");
  }

  private List<Classification> answers(List<String> texts) {
    try (TextClassifier classifier = TextClassifier.load(bundle)) {
      return classifier.classify(texts).answers();
    }
  }

  private void lower(MetaGraphDef graph) throws IOException {
    Files.write(bundle.lowered(), graph.toByteArray());
  }

  /** The network of the SavedModel, its table of votes borrowed, and each node changed. */
  private MetaGraphDef borrowing(UnaryOperator<NodeDef> change) throws IOException {
    MetaGraphDef whole =
        SavedModel.parseFrom(Files.readAllBytes(bundle.savedModel().resolve("saved_model.pb")))
            .getMetaGraphs(0);
    NodeDef table =
        whole.getGraphDef().getNodeList().stream()
            .filter(node -> node.getOp().equals("Const"))
            .filter(
                node ->
                    node.getAttrOrThrow("value").getTensor().getTensorShape().getDimCount() == 2)
            .findFirst()
            .orElseThrow();
    GraphDef.Builder graph = whole.getGraphDef().toBuilder().clearNode();
    whole.getGraphDef().getNodeList().stream()
        .map(node -> node.equals(table) ? borrowed(node) : node)
        .map(change)
        .forEach(graph::addNode);
    return whole.toBuilder().setGraphDef(graph).build();
  }

  private static NodeDef borrowed(NodeDef constant) {
    return NodeDef.newBuilder()
        .setName(constant.getName())
        .setOp("Placeholder")
        .putAttr("dtype", constant.getAttrOrThrow("dtype"))
        .putAttr("_weight", text(constant.getName()))
        .build();
  }

  private static AttrValue text(String text) {
    return AttrValue.newBuilder().setS(ByteString.copyFromUtf8(text)).build();
  }

  private static AttrValue type() {
    return AttrValue.newBuilder().setType(DataType.DT_FLOAT).build();
  }
}
