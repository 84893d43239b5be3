package io.execparity.stream.engine;

import io.execparity.schema.execution.CheckState;
import io.execparity.schema.execution.CodeOrigin;
import io.execparity.schema.execution.Execution;
import io.execparity.schema.execution.Mode;
import io.execparity.schema.execution.Vector;
import io.execparity.schema.text.Bytes;
import io.execparity.stream.engine.Unmeasured.Reason;
import io.execparity.stream.measurement.FileUse;
import io.execparity.stream.measurement.FileUse.Hook;
import io.execparity.stream.measurement.HostMeasurements;
import io.execparity.stream.measurement.MeasurementPolicy;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whether the host's policy is why a run left no measurement. */
final class PolicyReasons {
    /** What memory files are made in, whatever is mounted. */
    private static final String OF_MEMORY_FILES = "tmpfs";

    private final @Nullable MeasurementPolicy policy;
    private final Map<String, String> filesystems;

    PolicyReasons(HostMeasurements told) {
        this.policy = told.policy();
        this.filesystems = told.filesystems();
    }

    /** The same with the policy as the reason, where it is one. */
    Unmeasured explain(Unmeasured why, Execution run, OpenRun open) {
        if (policy == null) {
            return why;
        }
        FileUse use = new FileUse(filesystem(run), run.process().userId(), open.owner);
        MeasurementPolicy.Answer answer = policy.ask(use, hooks(run));
        return switch (answer.coverage()) {
            case EXEMPT -> why.because(Reason.POLICY_EXEMPTS, answer.rule());
            case OMITTED -> why.because(Reason.POLICY_OMITS, null);
            case MEASURED, UNKNOWN -> why;
        };
    }

    /** Where the kernel had the file in hand. */
    private static List<Hook> hooks(Execution run) {
        if (run.mode() == Mode.DIRECT) {
            return List.of(Hook.BPRM_CHECK, Hook.CREDS_CHECK);
        }
        if (run.vector() == Vector.DYNAMIC_LINKER) {
            return List.of(Hook.MMAP_CHECK, Hook.FILE_CHECK);
        }
        return run.check() == CheckState.ALLOWED
                ? List.of(Hook.BPRM_CHECK, Hook.CREDS_CHECK, Hook.FILE_CHECK)
                : List.of(Hook.FILE_CHECK);
    }

    /** The type of what the file's path is in: that of the longest mount point above it. */
    private @Nullable String filesystem(Execution run) {
        if (run.origin() == CodeOrigin.MEMFD) {
            return OF_MEMORY_FILES;
        }
        Bytes path = run.file().path();
        if (path == null || !path.startsWith("/")) {
            return null;
        }
        String place = path.text();
        for (int end = place.length(); end > 0; end = place.lastIndexOf('/', end - 1)) {
            String type = filesystems.get(place.substring(0, end));
            if (type != null) {
                return type;
            }
        }
        return filesystems.get("/");
    }
}
