package io.execparity.stream.probe;

import static java.util.Objects.requireNonNull;

import io.execparity.schema.record.SyscallRecord;
import io.execparity.schema.record.SystemCall;
import io.execparity.schema.text.Bytes;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lines of {@code 30-execparity.rules} that a verb takes, and by which records it shows that the kernel has them.
 *
 * @param name by which verbs name it
 * @param key of the rules, as {@code -k} gives it
 * @param calls any of which shows that the rule is there
 * @param of whose calls count, null for anybody's
 */
record AuditNeed(
        String name,
        String key,
        Set<SystemCall> calls,
        @Nullable Caller of) {
    /** A program that only counts where the rule is for it alone. */
    enum Caller {
        SHELL,
        PROBE
    }

    AuditNeed {
        requireNonNull(name, "name is null");
        requireNonNull(key, "key is null");
        calls = Set.copyOf(calls);
    }

    /** Whether the record shows that the kernel has the rule. */
    boolean isShownBy(SyscallRecord call) {
        if (!calls.contains(SystemCall.of(call.arch(), call.number()))) {
            return false;
        }
        Bytes image = call.exe();
        boolean probe = image != null && image.baseName().startsWith("execparity-probe");
        return of == null || probe == (of == Caller.PROBE);
    }
}
