package io.execparity.readiness.advice;

import static java.util.Objects.requireNonNull;

/**
 * What a switch would have made of an act, and why.
 *
 * @param reason one clause, the same for all acts of one kind
 * @param fix the smallest change after which the act would pass, empty where none is needed or none is known
 */
public record Prediction(Effect effect, String reason, String fix) {
    public Prediction {
        requireNonNull(effect, "effect is null");
        requireNonNull(reason, "reason is null");
        requireNonNull(fix, "fix is null");
    }

    static Prediction breaks(String reason, String fix) {
        return new Prediction(Effect.BREAKS, reason, fix);
    }

    static Prediction unaffected(String reason) {
        return new Prediction(Effect.UNAFFECTED, reason, "");
    }

    static Prediction unknown(String reason) {
        return new Prediction(Effect.UNKNOWN, reason, "");
    }
}
