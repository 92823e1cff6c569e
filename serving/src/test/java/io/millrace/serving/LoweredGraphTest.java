package io.millrace.serving;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.Graph;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.SavedModel;
import org.tensorflow.proto.TensorProto;
import org.tensorflow.types.TFloat32;

/** A bundle's {@code cpu_graph.pb} serves if it runs, and never stands in the way if not. */
class LoweredGraphTest {

  private static final Logger LOG = Logger.getLogger("io.millrace.serving");

  private static final List<String> TEXTS = List.of("All is fine", "Fire fine", "fire");

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
    List<Classification> plain = answers(TEXTS);

    lower(borrowing(node -> node));

    assertTheLoweredOneAnswers(plain);
  }

  /** No op that hangs on inputs reads what two ops make of the table: it reads a variable. */
  @Test
  void whatItMakesOfLargeWeightsAloneIsKept() throws IOException {
    MetaGraphDef lowered = withNegatedTwice(borrowing(node -> node));
    Map<String, NodeDef> constants =
        savedModel().getMetaGraphs(0).getGraphDef().getNodeList().stream()
            .collect(Collectors.toMap(NodeDef::getName, node -> node));
    WeightVariables weights = new WeightVariables(lowered.getGraphDef(), constants::get, 1);

    assertThat(weights.graph().getNodeList())
        .filteredOn(node -> node.getInputList().stream().anyMatch("again:0"::equals))
        .extracting(NodeDef::getOp)
        .containsExactly("AssignVariableOp");
    try (Graph graph = new Graph()) {
      graph.importGraphDef(weights.graph());
      try (Session session = new Session(graph)) {
        weights.fill(session);
        try (Result result = session.runner().fetch("kept/again/0").run()) {
          FloatBuffer table =
              numbers(
                  constants.values().stream()
                      .filter(LoweredGraphTest::isTable)
                      .findFirst()
                      .orElseThrow()
                      .getAttrOrThrow("value")
                      .getTensor());
          float[] expected = new float[table.remaining()];
          table.get(expected);
          float[] kept = new float[expected.length];
          ((TFloat32) result.get(0)).asRawTensor().data().asFloats().read(kept);
          assertThat(kept).isEqualTo(expected);
        }
      }
    }
  }

  @Test
  void whatItMakesOfSmallWeightsIsFolded() throws IOException {
    List<Classification> plain = answers(TEXTS);

    lower(withNegatedTwice(borrowing(node -> node)));

    assertTheLoweredOneAnswers(plain);
  }

  @Test
  void aWeightThatTheSavedModelHasNumberByNumberIsAConstant() throws IOException {
    List<Classification> plain = answers(TEXTS);
    lower(borrowing(node -> node));

    numberByNumber();

    assertTheLoweredOneAnswers(plain);
  }

  private void assertTheLoweredOneAnswers(List<Classification> plain) {
    try (SavedNetwork network = SavedNetwork.load(bundle, false)) {
      assertThat(network.lowered()).isTrue();
    }
    assertThat(answers(TEXTS)).isEqualTo(plain);
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
    MetaGraphDef whole = savedModel().getMetaGraphs(0);
    GraphDef.Builder graph = whole.getGraphDef().toBuilder().clearNode();
    whole.getGraphDef().getNodeList().stream()
        .map(node -> isTable(node) ? borrowed(node) : node)
        .map(change)
        .forEach(graph::addNode);
    return whole.toBuilder().setGraphDef(graph).build();
  }

  /** Whoever reads the borrowed table reads what two ops make of it, and waits for it besides. */
  private static MetaGraphDef withNegatedTwice(MetaGraphDef lowered) {
    NodeDef table =
        lowered.getGraphDef().getNodeList().stream()
            .filter(node -> node.containsAttr("_weight"))
            .findFirst()
            .orElseThrow();
    GraphDef.Builder graph = lowered.getGraphDef().toBuilder().clearNode();
    for (NodeDef node : lowered.getGraphDef().getNodeList()) {
      NodeDef.Builder reader = node.toBuilder();
      for (int i = 0; i < node.getInputCount(); i++) {
        if (node.getInput(i).equals(table.getName())) {
          reader.setInput(i, "again:0").addInput("^" + table.getName());
        }
      }
      graph.addNode(reader);
    }
    graph.addNode(negated("once", table.getName())).addNode(negated("again", "once"));
    return lowered.toBuilder().setGraphDef(graph).build();
  }

  private static NodeDef negated(String name, String input) {
    return NodeDef.newBuilder()
        .setName(name)
        .setOp("Neg")
        .addInput(input)
        .putAttr("T", type())
        .build();
  }

  private static boolean isTable(NodeDef node) {
    return node.getOp().equals("Const")
        && node.getAttrOrThrow("value").getTensor().getTensorShape().getDimCount() == 2;
  }

  private Path savedModelFile() {
    return bundle.savedModel().resolve("saved_model.pb");
  }

  private SavedModel savedModel() throws IOException {
    return SavedModel.parseFrom(Files.readAllBytes(savedModelFile()));
  }

  private void numberByNumber() throws IOException {
    SavedModel.Builder model = savedModel().toBuilder();
    model
        .getMetaGraphsBuilder(0)
        .getGraphDefBuilder()
        .getNodeBuilderList()
        .forEach(
            node -> {
              if (isTable(node.build())) {
                node.putAttr("value", numberByNumber(node.getAttrOrThrow("value").getTensor()));
              }
            });
    Files.write(savedModelFile(), model.build().toByteArray());
  }

  private static FloatBuffer numbers(TensorProto value) {
    return value
        .getTensorContent()
        .asReadOnlyByteBuffer()
        .order(ByteOrder.nativeOrder())
        .asFloatBuffer();
  }

  private static AttrValue numberByNumber(TensorProto value) {
    TensorProto.Builder each = value.toBuilder().clearTensorContent();
    FloatBuffer numbers = numbers(value);
    assertThat(numbers.remaining()).isPositive();
    while (numbers.hasRemaining()) {
      each.addFloatVal(numbers.get());
    }
    return AttrValue.newBuilder().setTensor(each).build();
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
