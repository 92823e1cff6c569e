package io.millrace.workbench.up;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import oshi.SystemInfo;

/** The machine that this runs on. */
record ThisMachine(Path data) implements Machine {

  private static final Path MAPPED = Path.of("/proc/self/maps");

  @Override
  public int javaFeature() {
    return Runtime.version().feature();
  }

  @Override
  public String system() {
    return System.getProperty("os.name", "unknown");
  }

  @Override
  public String architecture() {
    return System.getProperty("os.arch", "unknown");
  }

  /** By what this JVM itself is linked to: a glibc system may have musl installed beside it. */
  @Override
  public boolean musl() {
    try {
      return Files.isReadable(MAPPED) && Files.readString(MAPPED).contains("/ld-musl-");
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public long availableMemory() {
    return new SystemInfo().getHardware().getMemory().getAvailable();
  }

  @Override
  public long freeDisk() {
    try {
      Files.createDirectories(data);
      return Files.getFileStore(data).getUsableSpace();
    } catch (IOException e) {
      throw new UpException("data folder " + data + " cannot be made: " + e.getMessage(), e);
    }
  }

  @Override
  public boolean portFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getByName(Loopback.HOST), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
