package io.execparity.stream.engine;

import io.execparity.schema.text.Bytes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What else the engine knows of a run, for detections to weigh.
 *
 * @param denials refusals of this very file that were never lifted and that hold for this process
 * @param memfd how the memory file was made, null where the code is in none or its making is not on record
 * @param memfdName the memory file's name, null where no record shows it
 * @param checkedOther the path of a file that the process checked under the name of the one it ran, null where it did
 *     not
 * @param checkedBy the program that the process was when it checked it, null where that is not known
 * @param swapUncertain true where that may have been the very file under a name that it got back
 * @param originUncertain true where the records leave another reading of where the file is
 * @param interpreterAsks true where this interpreter has made checks on record
 * @param policy the securebits that the process was under
 * @param lossNearby true where records around the run are missing, so that what is absent proves nothing
 * @param fileKnown true where a lookup of the very file is on record, false where it is known by its name only
 * @param exitOnRecord true where the process's exit status is on record
 * @param stdinGuessed true where the file was taken for standard input by the order of events alone
 */
public record RunFacts(
        List<Denial> denials,
        @Nullable Memfd memfd,
        @Nullable Bytes memfdName,
        @Nullable Bytes checkedOther,
        @Nullable Bytes checkedBy,
        boolean swapUncertain,
        boolean originUncertain,
        boolean interpreterAsks,
        HeldBits policy,
        boolean lossNearby,
        boolean fileKnown,
        boolean exitOnRecord,
        boolean stdinGuessed) {
    public RunFacts {
        denials = List.copyOf(denials);
    }

    /** Of an execution that the kernel refused: no more is known of it than the call says. */
    static RunFacts denied(List<Denial> denials, @Nullable Memfd memfd) {
        return new RunFacts(
                denials, memfd, null, null, null, false, false, false, HeldBits.NONE, false, true, false, false);
    }
}
