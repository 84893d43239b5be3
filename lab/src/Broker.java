import io.execparity.collect.broker.EmbeddedBroker;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * {@code FOLDER PORT GUEST-PORT CONTROLLER-PORT}: a Kafka broker with the data of the folder, until it is told to end. It
 * listens on the loopback address alone; clients of the second port are told that it is at 10.0.2.2, where an emulated
 * machine finds this one's loopback address.
 */
final class Broker {
    private Broker() {}

    public static void main(String[] arguments) throws Exception {
        int port = Integer.parseInt(arguments[1]);
        int guestPort = Integer.parseInt(arguments[2]);
        int controllerPort = Integer.parseInt(arguments[3]);
        Map<String, String> listeners = Map.of(
                "listeners",
                "PLAINTEXT://127.0.0.1:" + port + ",GUEST://127.0.0.1:" + guestPort + ",CONTROLLER://127.0.0.1:"
                        + controllerPort,
                "advertised.listeners",
                "PLAINTEXT://127.0.0.1:" + port + ",GUEST://10.0.2.2:" + guestPort,
                "listener.security.protocol.map",
                "PLAINTEXT:PLAINTEXT,GUEST:PLAINTEXT,CONTROLLER:PLAINTEXT",
                "inter.broker.listener.name",
                "PLAINTEXT");
        EmbeddedBroker broker = EmbeddedBroker.start(
                Path.of(arguments[0]), new EmbeddedBroker.Settings(port, controllerPort, listeners, List.of()));
        Runtime.getRuntime().addShutdownHook(new Thread(broker::close));
        System.out.println("ready");
        Thread.currentThread().join();
    }
}
