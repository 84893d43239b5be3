package io.execparity.collect.agent.source;

import io.execparity.collect.agent.intake.Intake;
import io.execparity.collect.agent.intake.LossMessages;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.function.Consumer;

/** The socket of auditd's af_unix plugin, connected again whenever it ends. */
public final class AuditSocketSource implements LineSource {
    private static final String NAME = "audit-socket";

    private final Path socket;
    private final Intake intake;
    private final LossMessages messages;
    private final Consumer<String> log;

    public AuditSocketSource(Path socket, Intake intake, LossMessages messages, Consumer<String> log) {
        this.socket = socket;
        this.intake = intake;
        this.messages = messages;
        this.log = log;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void run() throws InterruptedException {
        BackOff backOff = new BackOff();
        while (true) {
            backOff.begin();
            try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
                new StreamLines(NAME, intake, messages).read(Channels.newInputStream(channel));
                intake.tell(messages.restarted(NAME, "auditd closed its socket " + socket + "."));
            } catch (IOException e) {
                log.accept("the socket " + socket + " cannot be read: " + e.getMessage());
            }
            backOff.pause();
        }
    }
}
