package io.execparity.cli;

import io.execparity.dashboard.access.AccessSettings;
import io.execparity.dashboard.server.BoardSettings;
import io.execparity.dashboard.server.Listening;
import io.execparity.dashboard.server.TlsFiles;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Where serve answers, and whom. */
final class ListenOptions {
    private static final Pattern ADDRESS = Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[0-9.]+|localhost):([0-9]{1,5})");
    private static final int HIGHEST_PORT = 65_535;

    @Option(
            names = "--port",
            paramLabel = "N",
            description = "on the loopback address; 0 is one that is free (default: " + ServeCommand.USUAL_PORT + ")")
    private @Nullable Integer port;

    @Option(
            names = "--listen",
            paramLabel = "ADDRESS:PORT",
            description = "instead of --port; an address that other machines reach takes TLS and a way to sign in")
    private @Nullable String listen;

    @Option(
            names = "--tls-certificate",
            paramLabel = "FILE",
            description = "PEM: this server's certificate, then those that lead to its authority")
    private @Nullable Path certificate;

    @Option(names = "--tls-key", paramLabel = "FILE", description = "PEM: the certificate's key, without a passphrase")
    private @Nullable Path key;

    @Option(
            names = "--tokens",
            paramLabel = "FILE",
            description = "who may do what: lines of a name, a role and a token's SHA-256, as --new-token makes them")
    private @Nullable Path tokens;

    /**
     * What the options say.
     *
     * @throws ParameterException for bad usage
     */
    BoardSettings read(CommandLine command) {
        if (port != null && listen != null) {
            throw Console.badUsage(command, "Either --port or --listen is needed, not both.");
        }
        if ((certificate == null) != (key == null)) {
            throw Console.badUsage(command, "--tls-certificate and --tls-key need each other.");
        }
        int wanted = port == null ? ServeCommand.USUAL_PORT : port;
        ServeCommand.checkPort(wanted, command);
        try {
            InetSocketAddress address =
                    listen == null ? Listening.onLoopback(wanted).address() : address(listen);
            Optional<TlsFiles> tls =
                    certificate == null || key == null ? Optional.empty() : Optional.of(new TlsFiles(certificate, key));
            return new BoardSettings(
                    new Listening(address, tls, Optional.empty()),
                    new AccessSettings(Optional.ofNullable(tokens), Optional.empty(), AccessSettings.USUAL_SESSION));
        } catch (IllegalArgumentException e) {
            throw Console.badUsage(command, e.getMessage());
        }
    }

    /**
     * An address in digits, IPv6 in brackets, and a port.
     *
     * @throws IllegalArgumentException for anything else
     */
    static InetSocketAddress address(String text) {
        Matcher form = ADDRESS.matcher(text);
        if (form.matches() && Integer.parseInt(form.group(2)) <= HIGHEST_PORT) {
            try {
                return new InetSocketAddress(InetAddress.getByName(form.group(1)), Integer.parseInt(form.group(2)));
            } catch (UnknownHostException e) {
                // said below
            }
        }
        throw new IllegalArgumentException("'" + text + "' is nothing like 192.0.2.7:8321 or [2001:db8::7]:8321.");
    }
}
