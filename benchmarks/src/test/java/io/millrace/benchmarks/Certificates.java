package io.millrace.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.List;

/**
 * Certificates of some names, each signed by itself and trusted by all, made by the JDK's own tool.
 *
 * @param password of all stores
 */
record Certificates(Path folder, String password) {

  private static final String STORE = "PKCS12";

  static Certificates make(Path folder, String password, List<String> names)
      throws IOException, InterruptedException, GeneralSecurityException {
    Certificates certificates = new Certificates(Files.createDirectories(folder), password);
    for (String name : names) {
      certificates.generate(name);
    }
    certificates.trust(names);
    return certificates;
  }

  Path store(String name) {
    return folder.resolve(name + ".p12");
  }

  /** Key and certificate of a name. */
  Path pem(String name) {
    return folder.resolve(name + ".pem");
  }

  Path trustStore() {
    return folder.resolve("trust.p12");
  }

  Path trustPem() {
    return folder.resolve("trust.pem");
  }

  private void generate(String name)
      throws IOException, InterruptedException, GeneralSecurityException {
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                name,
                "-keyalg",
                "RSA",
                "-keysize",
                "2048",
                "-dname",
                "CN=" + name,
                "-ext",
                "SAN=ip:127.0.0.1,dns:localhost",
                "-validity",
                "2",
                "-storetype",
                STORE,
                "-keystore",
                store(name).toString(),
                "-storepass",
                password)
            .redirectErrorStream(true)
            .start();
    String said = new String(keytool.getInputStream().readAllBytes());
    if (keytool.waitFor() != 0) {
      throw new IOException("keytool: " + said);
    }
    Key key = load(name).getKey(name, password.toCharArray());
    Files.writeString(
        pem(name), block("PRIVATE KEY", key.getEncoded()) + certificate(load(name), name));
  }

  private void trust(List<String> names) throws IOException, GeneralSecurityException {
    KeyStore trusted = KeyStore.getInstance(STORE);
    trusted.load(null, null);
    StringBuilder pem = new StringBuilder();
    for (String name : names) {
      KeyStore store = load(name);
      trusted.setCertificateEntry(name, store.getCertificate(name));
      pem.append(certificate(store, name));
    }
    try (OutputStream out = Files.newOutputStream(trustStore())) {
      trusted.store(out, password.toCharArray());
    }
    Files.writeString(trustPem(), pem);
  }

  private KeyStore load(String name) throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(STORE);
    try (InputStream in = Files.newInputStream(store(name))) {
      store.load(in, password.toCharArray());
    }
    return store;
  }

  private static String certificate(KeyStore store, String name) throws GeneralSecurityException {
    Certificate certificate = store.getCertificate(name);
    return block("CERTIFICATE", certificate.getEncoded());
  }

  private static String block(String kind, byte[] bytes) {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
    return "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n";
  }
}
