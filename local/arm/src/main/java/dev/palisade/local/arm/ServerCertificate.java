package dev.palisade.local.arm;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * The key that the simulator serves HTTPS with, and the certificate that its clients trust.
 *
 * <p>The JDK has no public way to make a certificate but its own {@code keytool}. The key is worth nothing to anybody: it speaks for the
 * loopback address alone, so its password is no secret.
 */
final class ServerCertificate {
    /** What clients are given to trust, in PEM (RFC 7468). */
    static final String FILE = "certificate.pem";

    private static final String STORE = "simulator.p12";
    private static final String PASSWORD = "simulator";
    private static final String ALIAS = "simulator";

    private final KeyStore store;

    private ServerCertificate(KeyStore store) {
        this.store = store;
    }

    /**
     * What the directory holds; what it lacks is made, to last for ten years.
     *
     * @throws SimulatorException when the directory cannot be used
     */
    static ServerCertificate in(Path directory) {
        try {
            Files.createDirectories(directory);
            Path file = directory.resolve(STORE);
            if (!Files.exists(file)) {
                make(file);
            }
            KeyStore store = read(file);
            Files.writeString(directory.resolve(FILE), pem(certificate(store)));
            return new ServerCertificate(store);
        } catch (IOException | GeneralSecurityException e) {
            throw new SimulatorException(
                    "The key in " + directory + " cannot be used (" + e.getMessage()
                            + "): name another directory with --tls, or delete " + STORE
                            + " there, and it is made anew.",
                    e);
        }
    }

    SSLContext context() {
        try {
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, PASSWORD.toCharArray());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new SimulatorException("This JVM cannot serve HTTPS (" + e.getMessage() + "): serve HTTP.", e);
        }
    }

    private static X509Certificate certificate(KeyStore store) throws GeneralSecurityException {
        if (store.getCertificate(ALIAS) instanceof X509Certificate certificate) {
            return certificate;
        }
        throw new GeneralSecurityException("it has no certificate " + ALIAS);
    }

    private static KeyStore read(Path file) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD.toCharArray());
        }
        return store;
    }

    private static void make(Path file) throws IOException {
        Process keytool = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-alias",
                        ALIAS,
                        "-dname",
                        "CN=Azure Resource Manager simulator",
                        "-ext",
                        "SAN=IP:127.0.0.1,DNS:localhost",
                        "-validity",
                        "3650",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        PASSWORD))
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (ended(keytool) != 0) {
            throw new IOException("keytool: " + said.strip());
        }
    }

    private static int ended(Process keytool) throws IOException {
        try {
            return keytool.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while keytool made the key", e);
        }
    }

    private static String pem(X509Certificate certificate) throws GeneralSecurityException {
        Base64.Encoder lines = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));
        return "-----BEGIN CERTIFICATE-----\n" + lines.encodeToString(certificate.getEncoded())
                + "\n-----END CERTIFICATE-----\n";
    }
}
