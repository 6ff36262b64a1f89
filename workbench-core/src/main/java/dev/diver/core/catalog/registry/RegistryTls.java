package dev.diver.core.catalog.registry;

import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import okhttp3.OkHttpClient;

/** Takes certificates that the usual authorities vouch for, or one that the person named. */
final class RegistryTls implements X509TrustManager {
    private static final long LIMIT = 1 << 20;

    private final X509TrustManager usual;
    private final X509TrustManager named;

    private RegistryTls(X509TrustManager usual, X509TrustManager named) {
        this.usual = usual;
        this.named = named;
    }

    /** @param authority a file of certificates in PEM form */
    static void apply(Optional<Path> authority, OkHttpClient.Builder builder) {
        if (authority.isEmpty()) {
            return;
        }
        try {
            var tls = new RegistryTls(manager(null), manager(read(authority.get())));
            var context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {tls}, null);
            builder.sslSocketFactory(context.getSocketFactory(), tls);
        } catch (GeneralSecurityException | IOException e) {
            throw new DiverException(
                    new Problem(
                            Problem.Kind.INVALID,
                            "The certificates in " + authority.get() + " cannot be read.",
                            String.valueOf(e.getMessage()),
                            "Name a file with the authority's certificate in PEM form (-----BEGIN CERTIFICATE-----)."),
                    e);
        }
    }

    private static KeyStore read(Path file) throws GeneralSecurityException, IOException {
        if (Files.size(file) > LIMIT) {
            throw new IOException("more than " + LIMIT + " bytes");
        }
        var store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        var number = 0;
        for (var certificate : CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(Files.readAllBytes(file)))) {
            store.setCertificateEntry("authority " + number++, certificate);
        }
        if (number == 0) {
            throw new IOException("there is none in it");
        }
        return store;
    }

    private static X509TrustManager manager(KeyStore store) throws GeneralSecurityException {
        var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return Arrays.stream(factory.getTrustManagers())
                .filter(X509TrustManager.class::isInstance)
                .map(X509TrustManager.class::cast)
                .findFirst()
                .orElseThrow(() -> new GeneralSecurityException("this Java has no trust manager for X.509"));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authentication) throws CertificateException {
        try {
            named.checkServerTrusted(chain, authentication);
        } catch (CertificateException other) {
            usual.checkServerTrusted(chain, authentication);
        }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authentication) throws CertificateException {
        throw new CertificateException("this is a client");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return Stream.concat(Arrays.stream(named.getAcceptedIssuers()), Arrays.stream(usual.getAcceptedIssuers()))
                .toArray(X509Certificate[]::new);
    }
}
