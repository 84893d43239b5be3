package io.execparity.proof.process;

import io.execparity.collect.testing.KafkaBroker;
import java.nio.file.Path;

/** {@code FOLDER PORT CONTROLLER-PORT}: a broker alone in its JVM, until that is ended. */
final class BrokerMain {
    private BrokerMain() {}

    public static void main(String[] arguments) throws Exception {
        KafkaBroker broker =
                KafkaBroker.at(Path.of(arguments[0]), Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]));
        Runtime.getRuntime().addShutdownHook(new Thread(broker::stop));
        Thread.currentThread().join();
    }
}
