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
 * @param latenessMillis for which a record may come after one that its host wrote later
 * @param checkpointMillis between checkpoints; each saves what waits of all hosts that sent something
 */
public record Setup(
        int parallelism,
        int taskManagers,
        String backend,
        List<String> agentHosts,
        boolean elastic,
        int latenessMillis,
        int checkpointMillis) {
    private static final int OFTEN = 1_000;

    /** Of records that keep their order, with many checkpoints. */
    public Setup(int parallelism, int taskManagers, String backend, List<String> agentHosts, boolean elastic) {
        this(parallelism, taskManagers, backend, agentHosts, elastic, 0, OFTEN);
    }

    public Setup {
        agentHosts = List.copyOf(agentHosts);
    }

    /** The same for records that may change places. */
    public Setup withLateness(int millis) {
        return new Setup(parallelism, taskManagers, backend, agentHosts, elastic, millis, checkpointMillis);
    }

    /** The same with fewer or more checkpoints. */
    public Setup withCheckpoints(int millis) {
        return new Setup(parallelism, taskManagers, backend, agentHosts, elastic, latenessMillis, millis);
    }

    int slots() {
        return (parallelism + taskManagers - 1) / taskManagers;
    }
}
