package io.millrace.workbench.imports;

import io.millrace.serving.InvalidBundleException;
import io.millrace.serving.ModelOutputException;
import io.millrace.transformers.InvalidSafetensorsException;
import io.millrace.transformers.imports.HuggingFaceFolder;
import io.millrace.transformers.imports.InvalidImportException;
import io.millrace.workbench.train.BundleFolder;
import io.millrace.workbench.train.BundleOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** From a network that others trained to a model bundle. */
@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    description = "Makes a model bundle of a Hugging Face checkpoint or a TensorFlow SavedModel.")
public final class ImportCommand implements Callable<Integer> {

  private static final int FAILED = 1;

  @Parameters(
      paramLabel = "SOURCE",
      description =
          "a folder with config.json, tokenizer.json and model.safetensors; or with saved_model/"
              + " and, for texts, tokenizer.json")
  Path source = Path.of("");

  @Mixin BundleOptions options = new BundleOptions();

  @Mixin ContractOptions contract = new ContractOptions();

  @Spec CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    try {
      run(spec.commandLine().getOut());
      return 0;
    } catch (InvalidImportException
        | InvalidSafetensorsException
        | InvalidBundleException
        | ModelOutputException
        | IllegalArgumentException e) {
      spec.commandLine().getErr().println("millrace: " + e.getMessage());
      return FAILED;
    }
  }

  private void run(PrintWriter screen) throws IOException {
    BundleFolder folder = options.folder();
    ForeignSource foreign = foreign();
    foreign.description().forEach(screen::println);
    screen.flush();
    String version = options.version();
    Path bundle =
        folder.write(
            version,
            directory -> {
              foreign.write(directory, options.name(), version);
              screen.println(ServedOnce.check(directory));
            });
    screen.println("wrote " + bundle);
    screen.println("ready for: millrace release " + bundle);
    screen.flush();
  }

  private ForeignSource foreign() throws IOException {
    if (HuggingFaceFolder.is(source)) {
      return CheckpointSource.read(source);
    }
    if (SavedModelSource.is(source)) {
      return SavedModelSource.read(source, contract);
    }
    throw InvalidImportException.expected(
        source,
        "a folder with config.json (Hugging Face), or saved_model/ (TensorFlow)",
        Files.isDirectory(source) ? "neither" : "no folder");
  }
}
