package dev.lanewise.samples.digits;

import java.io.IOException;
import java.net.Authenticator;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The proxy that the environment names, as curl reads it: {@code https_proxy} or {@code HTTPS_PROXY}, {@code http_proxy},
 * {@code all_proxy} or {@code ALL_PROXY}, and {@code no_proxy} or {@code NO_PROXY} for the hosts that are asked directly. Lower case
 * wins. {@code HTTP_PROXY} is read, too, since no request of somebody else can set it here.
 */
final class ProxyEnvironment extends ProxySelector {

    private static final int USUAL_PORT = 1080;

    private final Map<String, String> environment;

    private ProxyEnvironment(Map<String, String> environment) {
        this.environment = environment;
    }

    /**
     * Has a client use what the environment says. Where that names no proxy, the JVM's own properties count, such as
     * {@code -Dhttps.proxyHost}.
     *
     * @param environment the variables
     * @throws IOException if a variable is not the address of an HTTP proxy
     */
    static void apply(Map<String, String> environment, HttpClient.Builder client) throws IOException {
        ProxyEnvironment proxies = new ProxyEnvironment(environment);
        URI https = proxies.proxyFor("https"), http = proxies.proxyFor("http");
        if (https == null && http == null) {
            client.proxy(ProxySelector.getDefault());
            return;
        }
        client.proxy(proxies);
        URI named = https != null && https.getUserInfo() != null ? https : http;
        if (named != null && named.getUserInfo() != null) {
            // Java refuses a password in clear text on the way to an HTTPS server unless told otherwise; it was typed for this
            System.setProperty("jdk.http.auth.tunneling.disabledSchemes", "");
            client.authenticator(authenticator(named));
        }
    }

    private static Authenticator authenticator(URI proxy) {
        String[] parts = proxy.getRawUserInfo().split(":", 2);
        PasswordAuthentication known = new PasswordAuthentication(decoded(parts[0]),
                (parts.length < 2 ? "" : decoded(parts[1])).toCharArray());
        return new Authenticator() {
            @Override
            protected PasswordAuthentication getPasswordAuthentication() {
                return getRequestorType() == RequestorType.PROXY && proxy.getHost().equalsIgnoreCase(getRequestingHost()) ? known : null;
            }
        };
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /** The proxy for addresses of a scheme, null where none is named. */
    private URI proxyFor(String scheme) throws IOException {
        for (String name : List.of(scheme + "_proxy", "all_proxy")) {
            for (String variable : List.of(name, name.toUpperCase(Locale.ROOT))) {
                String value = environment.getOrDefault(variable, "").strip();
                if (!value.isEmpty()) {
                    return address(variable, value);
                }
            }
        }
        return null;
    }

    private static URI address(String variable, String value) throws IOException {
        try {
            URI address = URI.create(value.contains("://") ? value : "http://" + value);
            if (address.getScheme().equalsIgnoreCase("http") && address.getHost() != null) {
                return address;
            }
        } catch (IllegalArgumentException e) {
            throw new IOException(wrong(variable, value), e);
        }
        throw new IOException(wrong(variable, value));
    }

    /** Without the password, if there is one. */
    private static String wrong(String variable, String value) {
        return variable + " expects the address of an HTTP proxy, such as http://proxy:3128, got '"
                + value.replaceAll("//.*@", "//...@") + "'";
    }

    @Override
    public List<Proxy> select(URI address) {
        try {
            URI proxy = isDirect(address) ? null : proxyFor(address.getScheme().toLowerCase(Locale.ROOT));
            return List.of(proxy == null ? Proxy.NO_PROXY : new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(proxy.getHost(),
                    proxy.getPort() < 0 ? USUAL_PORT : proxy.getPort())));
        } catch (IOException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /** Whether a host is among those that need no proxy: itself, a domain that it is in, or {@code *}. */
    private boolean isDirect(URI address) {
        String list = environment.getOrDefault("no_proxy", environment.getOrDefault("NO_PROXY", ""));
        String host = address.getHost().toLowerCase(Locale.ROOT);
        return Arrays.stream(list.split("[\\s,]+")).map(entry -> entry.toLowerCase(Locale.ROOT))
                .anyMatch(entry -> entry.equals("*") || isIn(host, address.getPort(), entry));
    }

    private static boolean isIn(String host, int port, String entry) {
        int colon = entry.lastIndexOf(':');
        boolean withPort = colon > 0 && entry.substring(colon + 1).matches("[0-9]+");
        if (withPort && !entry.substring(colon + 1).equals(Integer.toString(port))) {
            return false;
        }
        String domain = (withPort ? entry.substring(0, colon) : entry).replaceFirst("^\\*?\\.", "");
        return !domain.isEmpty() && (host.equals(domain) || host.endsWith("." + domain));
    }

    @Override
    public void connectFailed(URI address, SocketAddress proxy, IOException failure) {
        // the request itself fails, and says so
    }
}
