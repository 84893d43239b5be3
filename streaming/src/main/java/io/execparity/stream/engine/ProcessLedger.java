package io.execparity.stream.engine;

import io.execparity.schema.execution.Securebits;
import io.execparity.schema.record.EventKey;
import io.execparity.schema.record.SyscallRecord;
import io.execparity.schema.text.Bytes;
import io.execparity.stream.state.IntegerCodec;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The processes of a host. Forks leave no record, so a process is first seen when it does something that is audited;
 * process ids are reused, and the end of a life is on record only where exit_group is audited. What a process inherited
 * is taken from its parent when it is first seen, or found later when the parent shows itself.
 */
final class ProcessLedger {
    private static final int MAX_PROCESSES = 16_384;
    private static final int MAX_ORPHANS = 4_096;
    static final int MAX_CHILDREN = 256;
    /** How long an ended process is kept for the records of its children that come later. */
    private static final long KEEP_ENDED_MILLIS = 120_000;

    private static final long IDLE_MILLIS = 7 * 24 * 3_600_000L;

    private final String host;
    private final BoundedTable<Integer, ProcessState> processes;
    /** The children of a process that was not seen yet, by its id. */
    private final BoundedTable<Integer, Orphans> orphans;
    /** Told of a process whose life ended without a record of it. */
    private final BiConsumer<ProcessState, EventKey> onLost;
    /** Told of a process, and of the one whose bits it was found late to have inherited. */
    private BiConsumer<ProcessState, ProcessState> onInherited = (process, parent) -> {};

    private final MessageDigest sha256 = newDigest();
    /** What was forgotten for want of memory with something still to be told of it. */
    private final List<ProcessState> forgotten = new ArrayList<>();

    private int boot;

    /** Children waiting for their parent to show itself. */
    record Orphans(List<Integer> pids, long since) {}

    ProcessLedger(String host, KnownInterpreters known, Tables tables, BiConsumer<ProcessState, EventKey> onLost) {
        this.host = host;
        this.onLost = onLost;
        processes = new BoundedTable<>(
                tables.table("processes", IntegerCodec.CODEC, new ProcessStateCodec(known)),
                tables.room(),
                MAX_PROCESSES,
                ProcessLedger::lastUsed,
                (pid, process) -> process.weight());
        processes.onForgotten(process -> {
            if (isOpen(process)) {
                forgotten.add(process);
            }
        });
        orphans = new BoundedTable<>(
                tables.table("orphans", IntegerCodec.CODEC, OrphansCodec.CODEC),
                tables.room(),
                MAX_ORPHANS,
                Orphans::since,
                (pid, orphaned) -> 100 + 20 * orphaned.pids().size());
    }

    /**
     * One that ended, and of which all is told, counts as idle for so long that it goes after {@link #KEEP_ENDED_MILLIS},
     * and before any other.
     */
    private static long lastUsed(ProcessState process) {
        return process.ended && !isOpen(process) ? process.endedAt - IDLE_MILLIS + KEEP_ENDED_MILLIS : process.lastUsed;
    }

    private static boolean isOpen(ProcessState process) {
        return process.pending != null || !process.runs.isEmpty();
    }

    void onInherited(BiConsumer<ProcessState, ProcessState> listener) {
        onInherited = listener;
    }

    private static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    /** Other interpreters hold from now on: what a process is by its name may be another one, or none that is known. */
    void interpretersChanged(KnownInterpreters known) {
        List<ProcessState> changed = new ArrayList<>();
        processes.forEachValue(process -> {
            if (process.nameAgain(known)) {
                changed.add(process);
            }
        });
        changed.forEach(this::put);
    }

    /** Of processes that were forgotten since this was asked last, those with something still to be told. */
    List<ProcessState> takeForgotten() {
        if (forgotten.isEmpty()) {
            return List.of();
        }
        List<ProcessState> taken = forgotten.stream()
                .filter(process -> processes.get(process.pid) != process)
                .toList();
        forgotten.clear();
        return taken;
    }

    @Nullable
    ProcessState find(int pid) {
        return processes.get(pid);
    }

    /** The process that a record without its system call speaks of, by the little that the record says. */
    ProcessState spokenOf(int pid, @Nullable Bytes comm, EventKey key) {
        ProcessState known = processes.get(pid);
        if (known != null) {
            return known;
        }
        ProcessState unknown = new ProcessState(pid, "", key);
        unknown.comm = detached(comm);
        return unknown;
    }

    /**
     * The process that made this call, begun anew where the record cannot be of the life known so far.
     *
     * @param exec true for a successful exec, after which the image tells nothing of the life before
     */
    ProcessState at(SyscallRecord call, EventKey key, boolean exec, long now) {
        ProcessState known = processes.get(call.pid());
        Bytes image = call.exe();
        if (known != null && Lives.continues(known, call, exec, now, this::find)) {
            known.lastUsed = now;
            known.parentPid = call.ppid();
            processes.put(known.pid, known);
            return known;
        }
        if (known != null) {
            onLost.accept(known, key);
        }
        ProcessState begun = begin(call, key, image, exec, now);
        processes.put(begun.pid, begun);
        return begun;
    }

    private ProcessState begin(SyscallRecord call, EventKey key, @Nullable Bytes image, boolean exec, long now) {
        ProcessState begun = new ProcessState(call.pid(), entityId(call.pid(), key), key);
        begun.lastUsed = now;
        begun.parentPid = call.ppid();
        if (!exec) {
            begun.executable = image == null ? null : image.detached();
        }
        identify(begun, call);
        ProcessState parent = processes.get(call.ppid());
        if (parent != null && !parent.ended) {
            inherit(begun, parent, exec);
        } else {
            begun.lineageOpen = call.ppid() > 2;
        }
        awaitParent(begun, now);
        adopt(begun);
        return begun;
    }

    /** Takes over user, terminal and label from a record. */
    static void identify(ProcessState process, SyscallRecord call) {
        process.comm = detached(call.comm());
        process.terminal = detached(call.tty());
        process.subject = detached(call.subject());
        process.userId = call.uid();
        process.loginUserId = call.auid() == 0xFFFF_FFFFL ? -1 : call.auid();
    }

    static @Nullable Bytes detached(@Nullable Bytes value) {
        return value == null ? null : value.detached();
    }

    private static void inherit(ProcessState child, ProcessState parent, boolean exec) {
        child.securebits = parent.securebits.handedDown();
        child.lineageOpen = parent.lineageOpen;
        child.inherit(parent);
        child.directory = parent.directory;
        child.pathTrusted = parent.pathTrusted;
        child.firstOfItsPath = parent.firstOfItsPath;
        if (!exec && Lives.sameImage(parent, child.executable)) {
            child.image = parent.image;
            child.interpreter = parent.interpreter;
            child.arguments = parent.arguments;
            child.opensOnRecord = parent.opensOnRecord;
        }
    }

    private void awaitParent(ProcessState child, long now) {
        if (!child.lineageOpen) {
            return;
        }
        Orphans waiting = orphans.get(child.parentPid);
        List<Integer> pids = new ArrayList<>(waiting == null ? List.of() : waiting.pids());
        // Each once: handing down goes through all of them, and through theirs.
        if (pids.size() < MAX_CHILDREN && !pids.contains(child.pid)) {
            pids.add(child.pid);
        }
        orphans.put(child.parentPid, new Orphans(pids, now));
    }

    /** Hands down what a process that shows itself late has inherited to the children seen before it. */
    private void adopt(ProcessState parent) {
        Orphans waiting = orphans.get(parent.pid);
        if (waiting == null || parent.lineageOpen) {
            return;
        }
        orphans.remove(parent.pid);
        for (int pid : waiting.pids()) {
            ProcessState child = processes.get(pid);
            if (child != null && child.awaitsLineage() && child.parentPid == parent.pid) {
                handDown(parent, child, 0);
            }
        }
    }

    private void handDown(ProcessState parent, ProcessState child, int depth) {
        onInherited.accept(child, parent);
        if (child.lineageOpen && !child.securebits.any()) {
            boolean doubtful = child.securebits.doubtful() || parent.securebits.doubtful();
            child.securebits = parent.securebits.handedDown().doubtful(doubtful);
            child.runs.forEach(run -> run.bind(child));
        }
        child.lineageOpen &= parent.lineageOpen;
        processes.put(child.pid, child);
        if (child.lineageOpen) {
            return;
        }
        Orphans waiting = depth > 32 ? null : orphans.get(child.pid);
        if (waiting != null) {
            for (int pid : waiting.pids()) {
                ProcessState grandchild = processes.get(pid);
                if (grandchild != null && grandchild.awaitsLineage() && grandchild.parentPid == child.pid) {
                    handDown(child, grandchild, depth + 1);
                }
            }
        }
    }

    void end(ProcessState process, long now) {
        process.ended = true;
        process.endedAt = now;
        processes.put(process.pid, process);
    }

    /** Notes bits that a process set itself, by the call of this stamp. */
    void set(ProcessState process, Securebits bits, String evidence) {
        process.securebits = HeldBits.set(bits, evidence);
        process.lineageOpen = false;
        processes.put(process.pid, process);
    }

    /** Notes that the bits of a process, or those it will be found to have inherited, may be gone. */
    void doubt(ProcessState process) {
        process.securebits = process.securebits.doubtful(true);
        processes.put(process.pid, process);
    }

    /** Notes a child that a process made, before it does anything of its own. */
    ProcessState born(ProcessState parent, int pid, EventKey key, long now) {
        ProcessState child = new ProcessState(pid, entityId(pid, key), key);
        child.lastUsed = now;
        child.parentPid = parent.pid;
        child.executable = parent.executable;
        inherit(child, parent, false);
        awaitParent(child, now);
        processes.put(pid, child);
        return child;
    }

    void put(ProcessState process) {
        processes.put(process.pid, process);
    }

    /** How many are known. */
    int size() {
        return processes.size();
    }

    /** Forgets those that ended a while ago, and those that were idle for a week. */
    void expire(long now) {
        processes.expire(now - IDLE_MILLIS);
        orphans.expire(now - KEEP_ENDED_MILLIS);
    }

    /** How many boots of the host there were. */
    int boot() {
        return boot;
    }

    void boot(int number) {
        boot = number;
    }

    void reboot(int number) {
        boot = number;
        processes.clear();
        orphans.clear();
    }

    /** The same for the same process in every run over the same records, and different on every other host. */
    private String entityId(int pid, EventKey first) {
        String identity = host + '\0' + boot + '\0' + pid + '\0' + first.stamp();
        byte[] digest = sha256.digest(identity.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest, 0, 16);
    }
}
