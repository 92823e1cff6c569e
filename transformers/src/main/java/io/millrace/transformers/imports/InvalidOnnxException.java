package io.millrace.transformers.imports;

/** An ONNX file that can't be read, or lacks a tensor that the network needs. */
public final class InvalidOnnxException extends RuntimeException {

  private static final long serialVersionUID = 1;

  InvalidOnnxException(String message) {
    super(message);
  }

  InvalidOnnxException(String message, Throwable cause) {
    super(message, cause);
  }
}
