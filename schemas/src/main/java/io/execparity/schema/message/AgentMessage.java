package io.execparity.schema.message;

/** What an agent says of its host or of itself, beside the lines that it sends. */
public sealed interface AgentMessage permits HostSnapshot, Loss {
    /** The name under which the host's lines are sent. */
    String host();

    /** When the agent found it, by its host's clock, in milliseconds of the epoch. */
    long epochMillis();
}
