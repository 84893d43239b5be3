package io.execparity.proof.process;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;

/**
 * Ports of the loopback address that nobody listens on: below those that the kernel gives to connections, or one would be
 * taken while whoever listens there is started again.
 */
public final class Ports {
    private static final int LOWEST = 12_000;
    private static final int COUNT = 20_000;
    private static final Random RANDOM = new Random();
    private static final Set<Integer> GIVEN = new HashSet<>();

    private Ports() {}

    /** One that was free a moment ago, and that nobody else here was given. */
    public static synchronized int free() throws IOException {
        for (int attempt = 0; attempt < COUNT; attempt++) {
            int port = LOWEST + RANDOM.nextInt(COUNT);
            if (!GIVEN.contains(port) && isFree(port)) {
                GIVEN.add(port);
                return port;
            }
        }
        throw new IOException("no port is free");
    }

    private static boolean isFree(int port) throws IOException {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (BindException e) {
            return false;
        }
    }
}
