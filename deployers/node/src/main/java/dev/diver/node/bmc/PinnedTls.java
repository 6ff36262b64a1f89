package dev.diver.node.bmc;

import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** Takes the one certificate that the person named; where none is named, what the usual authorities vouch for. */
final class PinnedTls implements X509TrustManager {
    private final Optional<String> pin;
    private final X509TrustManager usual;
    private volatile String seen = "";

    /** @param pin SHA-256 in hexadecimal, with or without colons */
    PinnedTls(Optional<String> pin) throws GeneralSecurityException {
        this.pin = pin.map(PinnedTls::plain);
        var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init((KeyStore) null);
        usual = Arrays.stream(factory.getTrustManagers())
                .filter(X509TrustManager.class::isInstance)
                .map(X509TrustManager.class::cast)
                .findFirst()
                .orElseThrow(() -> new GeneralSecurityException("this Java has no trust manager for X.509"));
    }

    private static String plain(String digest) {
        return digest.replace(":", "").toLowerCase(Locale.ROOT);
    }

    boolean isPinned() {
        return pin.isPresent();
    }

    /** SHA-256 of the certificate that was shown last; empty before. */
    String seen() {
        return seen;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authentication) throws CertificateException {
        seen = digest(chain[0]);
        if (pin.isEmpty()) {
            usual.checkServerTrusted(chain, authentication);
        } else if (!MessageDigest.isEqual(pin.get().getBytes(), seen.getBytes())) {
            throw new CertificateException("another certificate than the one that is pinned");
        }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authentication) throws CertificateException {
        throw new CertificateException("this is a client");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return pin.isPresent() ? new X509Certificate[0] : usual.getAcceptedIssuers();
    }

    private static String digest(X509Certificate certificate) throws CertificateException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new CertificateException(e);
        }
    }
}
