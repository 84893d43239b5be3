package io.execparity.collect.agent.source;

import io.execparity.collect.agent.intake.Complaints;
import io.execparity.collect.agent.intake.Delivery;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

/** The socket of auditd's af_unix plugin, connected again whenever it ends. */
public final class AuditSocketSource implements LineSource {
    private static final String NAME = "audit-socket";

    private final Path socket;
    private final Delivery delivery;

    public AuditSocketSource(Path socket, Delivery delivery) {
        this.socket = socket;
        this.delivery = delivery;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void run() throws InterruptedException {
        BackOff backOff = new BackOff();
        Complaints complaints = new Complaints(delivery.log());
        while (true) {
            backOff.begin();
            try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
                complaints.over();
                new StreamLines(NAME, delivery).read(Channels.newInputStream(channel));
                delivery.tellRestarted(NAME, "auditd closed its socket " + socket + ".");
            } catch (IOException e) {
                complaints.say("the socket " + socket + " cannot be read: " + e.getMessage());
            }
            backOff.pause();
        }
    }
}
