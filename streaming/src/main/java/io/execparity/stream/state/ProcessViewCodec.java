package io.execparity.stream.state;

import io.execparity.schema.execution.ProcessView;
import io.execparity.schema.record.ExecveArguments;
import io.execparity.schema.state.StateReader;
import io.execparity.schema.state.StateWriter;
import io.execparity.schema.state.UnreadableStateException;
import io.execparity.schema.text.Bytes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A process as it is shown. */
public final class ProcessViewCodec implements Codec<ProcessView> {
    public static final ProcessViewCodec CODEC = new ProcessViewCodec();

    private static final int ENTITY_ID = 1;
    private static final int PID = 2;
    private static final int PARENT_PID = 3;
    private static final int EXECUTABLE = 4;
    private static final int NAME = 5;
    private static final int ARGUMENT = 6;
    private static final int USER_ID = 7;
    private static final int LOGIN_USER_ID = 8;

    private ProcessViewCodec() {}

    @Override
    public void write(ProcessView process, StateWriter out) {
        Parts.entityId(out, ENTITY_ID, process.entityId());
        out.number(PID, process.pid());
        out.number(PARENT_PID, process.parentPid());
        Parts.bytes(out, EXECUTABLE, process.executable());
        Parts.bytes(out, NAME, process.name());
        process.arguments().forEach(argument -> Parts.bytes(out, ARGUMENT, argument));
        out.number(USER_ID, process.userId(), -1);
        out.number(LOGIN_USER_ID, process.loginUserId(), -1);
    }

    @Override
    public ProcessView read(StateReader in) throws UnreadableStateException {
        String entityId = "";
        int pid = 0;
        int parentPid = 0;
        @Nullable Bytes executable = null;
        @Nullable Bytes name = null;
        List<Bytes> arguments = new ArrayList<>();
        long userId = -1;
        long loginUserId = -1;
        while (in.next()) {
            switch (in.tag()) {
                case ENTITY_ID -> entityId = Parts.entityId(in);
                case PID -> pid = Parts.integer(in);
                case PARENT_PID -> parentPid = Parts.integer(in);
                case EXECUTABLE -> executable = Parts.bytes(in);
                case NAME -> name = Parts.bytes(in);
                case ARGUMENT -> Parts.add(in, arguments, Parts.bytes(in), ExecveArguments.MAX_ARGUMENTS);
                case USER_ID -> userId = in.number();
                case LOGIN_USER_ID -> loginUserId = in.number();
                default -> {}
            }
        }
        return new ProcessView(entityId, pid, parentPid, executable, name, arguments, userId, loginUserId);
    }
}
