package dev.parley.agents.openai;

import com.azure.core.http.HttpClient;
import com.azure.core.http.netty.NettyAsyncHttpClientBuilder;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.TrustManagerFactory;

/** The key pair that the build makes for local mode, as a server's key and as what a client trusts. */
final class LocalKeys {
    private static final Path FILE = Path.of(System.getProperty("local.keys", "target/local-keys.p12"));
    static final char[] PASSWORD =
            System.getProperty("local.keys.password", "local-mode-only").toCharArray();

    private LocalKeys() {}

    static KeyStore store() throws IOException, GeneralSecurityException {
        var store = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(FILE)) {
            store.load(in, PASSWORD);
        }
        return store;
    }

    /** A client that trusts it; as in the server, but for the trust store of the JVM. */
    static HttpClient client() throws IOException, GeneralSecurityException {
        var trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("local", store().getCertificate("local"));
        var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        var context = SslContextBuilder.forClient().trustManager(managers).build();
        return new NettyAsyncHttpClientBuilder(
                        reactor.netty.http.client.HttpClient.create().secure(tls -> tls.sslContext(context)))
                .build();
    }
}
