package io.execparity.schema.execution;

import static java.util.Objects.requireNonNull;

import io.execparity.schema.text.Bytes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A process as it is shown: who ran it.
 *
 * @param entityId the same for the same process in every run over the same records
 * @param pid process id in the host's first pid namespace
 * @param parentPid 0 where unknown
 * @param executable the image's path, null where no record names it
 * @param name the command name (comm), null where unknown
 * @param arguments the first arguments, empty where unknown
 * @param userId real user id, -1 where unknown
 * @param loginUserId audit user id, -1 for unset or unknown
 */
public record ProcessView(
        String entityId,
        int pid,
        int parentPid,
        @Nullable Bytes executable,
        @Nullable Bytes name,
        List<Bytes> arguments,
        long userId,
        long loginUserId) {
    public ProcessView {
        requireNonNull(entityId, "entityId is null");
        arguments = List.copyOf(arguments);
    }

    /** About how many bytes of memory it takes. */
    public int weight() {
        int weight = 160 + Bytes.length(executable) + Bytes.length(name);
        for (Bytes argument : arguments) {
            weight += 48 + argument.length();
        }
        return weight;
    }
}
