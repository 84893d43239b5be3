package io.execparity.collect.agent.kafka;

import io.execparity.collect.config.KafkaTrial;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;

/** Says in one sentence why nothing can be sent, and what to look at. */
final class KafkaTrouble {
    private static final String KEPT = "; nothing is sent, lines are kept: ";

    private KafkaTrouble() {}

    static String sentence(Throwable failure) {
        Throwable known = failure;
        while (known.getCause() != null && !isTold(known)) {
            known = known.getCause();
        }
        if (known instanceof SslAuthenticationException) {
            return "the TLS handshake with Kafka failed, look at ssl.truststore and the broker's certificate" + KEPT
                    + deepest(known).getMessage();
        }
        if (known instanceof SaslAuthenticationException) {
            return "Kafka does not take the user and password, look at sasl.jaas.config" + KEPT + known.getMessage();
        }
        if (known instanceof AuthorizationException) {
            return "Kafka does not let this user write there" + KEPT + known.getMessage();
        }
        if (known instanceof TimeoutException) {
            return "Kafka does not answer, look at bootstrap and security.protocol" + KEPT + known.getMessage();
        }
        if (failure instanceof KafkaException kafka && KafkaTrial.isRefusal(failure)) {
            return "Kafka cannot be reached" + KEPT + KafkaTrial.reason(kafka);
        }
        return "sending to Kafka failed and begins again" + KEPT
                + failure.getClass().getSimpleName() + ": " + failure.getMessage();
    }

    private static boolean isTold(Throwable failure) {
        return failure instanceof SslAuthenticationException
                || failure instanceof SaslAuthenticationException
                || failure instanceof AuthorizationException
                || failure instanceof TimeoutException;
    }

    private static Throwable deepest(Throwable failure) {
        Throwable deepest = failure;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        return deepest;
    }
}
