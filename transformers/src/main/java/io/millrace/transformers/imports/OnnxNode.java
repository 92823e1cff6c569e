package io.millrace.transformers.imports;

import com.google.protobuf.CodedInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** An operation of an ONNX graph: what it is called and what it reads. */
record OnnxNode(String name, List<String> inputs) {

  private static final int INPUT = 1;
  private static final int NAME = 3;

  OnnxNode {
    inputs = List.copyOf(inputs);
  }

  /** Reads one NodeProto. */
  static OnnxNode read(CodedInputStream in) throws IOException {
    List<String> inputs = new ArrayList<>();
    String name = "";
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (tag >>> 3) {
        case INPUT -> inputs.add(in.readString());
        case NAME -> name = in.readString();
        default -> in.skipField(tag);
      }
    }
    return new OnnxNode(name, inputs);
  }

  /** The only input that is among {@code constants}. */
  String weight(Set<String> constants) {
    List<String> found = inputs.stream().filter(constants::contains).toList();
    if (found.size() != 1) {
      throw new InvalidOnnxException(
          "node " + name + " reads " + found.size() + " weights " + found + "; expected one");
    }
    return found.get(0);
  }
}
