package io.execparity.proof.chain;

import java.util.List;

/**
 * How the chain is put together.
 *
 * @param parallelism of the job, one slot each
 * @param taskManagers 1 or more; they share the slots
 * @param backend {@code heap} or {@code rocksdb}
 * @param agentHosts hosts whose lines an agent ships; those of all others go to the topic as they are
 * @param elastic whether results go to the search server too
 */
public record Setup(int parallelism, int taskManagers, String backend, List<String> agentHosts, boolean elastic) {
    public Setup {
        agentHosts = List.copyOf(agentHosts);
    }

    int slots() {
        return (parallelism + taskManagers - 1) / taskManagers;
    }
}
