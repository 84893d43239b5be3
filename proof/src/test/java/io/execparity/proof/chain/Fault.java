package io.execparity.proof.chain;

import io.execparity.stream.elastic.TestServer;
import java.util.Random;

/** Something that breaks while the chain works, and is whole again when {@link #strike} returns. */
public enum Fault {
    AGENT_KILLED {
        @Override
        void strike(Chain chain, Random random) throws Exception {
            some(chain, random).killAgent();
        }
    },
    AGENT_KILLED_IN_ROTATION {
        @Override
        void strike(Chain chain, Random random) throws Exception {
            some(chain, random).killAgentInRotation();
        }
    },
    BROKER_RESTARTED {
        @Override
        void strike(Chain chain, Random random) throws Exception {
            chain.broker().stop();
            chain.broker().start();
        }
    },
    BROKER_KILLED {
        @Override
        void strike(Chain chain, Random random) throws Exception {
            chain.broker().kill();
            chain.broker().start();
        }
    },
    TASK_MANAGER_KILLED {
        @Override
        void strike(Chain chain, Random random) throws Exception {
            chain.cluster().killTaskManager(random.nextInt(chain.cluster().taskManagers()));
            chain.cluster().awaitRunning();
        }
    },
    JOB_MANAGER_KILLED {
        @Override
        void strike(Chain chain, Random random) throws Exception {
            chain.cluster().killJobManager();
            chain.cluster().awaitRunning();
        }
    },
    ELASTIC_STOPPED {
        @Override
        void strike(Chain chain, Random random) throws Exception {
            TestServer server = chain.elastic();
            server.stop();
            Thread.sleep(MILLIS_WITHOUT_ELASTIC);
            server.start();
        }
    };

    private static final int MILLIS_WITHOUT_ELASTIC = 60_000;

    abstract void strike(Chain chain, Random random) throws Exception;

    private static AgentHost some(Chain chain, Random random) {
        return chain.agents().get(random.nextInt(chain.agents().size()));
    }
}
