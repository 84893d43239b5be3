package io.execparity.dashboard.server;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Optional;

/**
 * Where the server answers.
 *
 * @param address on this machine, port 0 for one that is free
 * @param tls what it proves its name with; none where it speaks in the clear
 * @param url the address that people use, where a proxy stands before the server: scheme, name and port alone
 */
public record Listening(InetSocketAddress address, Optional<TlsFiles> tls, Optional<URI> url) {
    public Listening {
        if (address.isUnresolved()) {
            throw new IllegalArgumentException(address.getHostString() + " is no address of this machine");
        }
    }

    /** In the clear, for this machine alone. */
    public static Listening onLoopback(int port) {
        return new Listening(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), port), Optional.empty(), Optional.empty());
    }

    /**
     * The address for a browser.
     *
     * @param port the one that was free
     */
    public String shown(int port) {
        if (url.isPresent()) {
            return url.get().toString();
        }
        InetAddress here = address.getAddress();
        String name = here.isLoopbackAddress() ? "localhost" : here.getHostAddress();
        return (tls.isPresent() ? "https://" : "http://") + (name.contains(":") ? "[" + name + "]" : name) + ":" + port
                + "/";
    }

    boolean isLoopback() {
        return address.getAddress().isLoopbackAddress();
    }

    /** Whether browsers reach it by https. */
    boolean isSecure() {
        return tls.isPresent()
                || url.filter(one -> "https".equals(one.getScheme())).isPresent();
    }
}
