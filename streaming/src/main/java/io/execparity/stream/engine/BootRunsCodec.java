package io.execparity.stream.engine;

import io.execparity.schema.state.StateReader;
import io.execparity.schema.state.StateWriter;
import io.execparity.schema.state.UnreadableStateException;
import io.execparity.stream.state.Codec;

/** What ran in one boot, saved. It is of use with as many lists as there were when it was saved, and refused otherwise. */
final class BootRunsCodec implements Codec<BootRuns> {
    private static final int TALLY = 1;
    private static final int MISSING = 2;

    private static final int KEY = 1;
    private static final int RUN = 2;

    private final int lists;
    private final UnmeasuredRunCodec runs;

    /** @param lists how many boots the lists are of */
    BootRunsCodec(int lists) {
        this.lists = lists;
        this.runs = new UnmeasuredRunCodec(lists);
    }

    @Override
    public void write(BootRuns boot, StateWriter out) {
        for (int list = 0; list < lists; list++) {
            BootRuns.Tally tally = boot.tally(list);
            out.message(TALLY, tally::save);
        }
        boot.missing()
                .forEach((key, run) -> out.message(MISSING, message -> {
                    message.text(KEY, key);
                    runs.write(message, RUN, run);
                }));
    }

    @Override
    public BootRuns read(StateReader in) throws UnreadableStateException {
        BootRuns boot = new BootRuns(lists);
        int tallies = 0;
        while (in.next()) {
            switch (in.tag()) {
                case TALLY -> {
                    if (tallies < lists) {
                        boot.tally(tallies).restore(in.message());
                    }
                    tallies++;
                }
                case MISSING -> readMissing(boot, in.message());
                default -> {}
            }
        }
        if (tallies != lists) {
            throw in.invalid("what ran was held against measurement lists of " + tallies + " boots, and lists of "
                    + lists + " are given");
        }
        return boot;
    }

    private void readMissing(BootRuns boot, StateReader in) throws UnreadableStateException {
        String key = "";
        while (in.next()) {
            switch (in.tag()) {
                case KEY -> key = in.text();
                case RUN -> boot.missing().put(key, runs.read(in.message()));
                default -> {}
            }
        }
        if (boot.missing().size() > UnmeasuredRuns.MOST) {
            throw in.invalid("more than " + UnmeasuredRuns.MOST + " runs");
        }
    }
}
