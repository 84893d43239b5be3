/* The verbs. Each does its thing in a process of its own, whose argument list names it. */
#ifndef EXECPARITY_VERBS_H
#define EXECPARITY_VERBS_H

#include "places.h"

static struct text made(const char *ending) {
    return joined(name, ending, "");
}

static long run_itself(const char *path) {
    char *const arguments[] = {(char *)path, 0};
    return run_path(path, arguments);
}

/* ---- run directly, and by an interpreter that never asks ---- */

static void direct_allowed(void) {
    struct text file = made(".sh");
    make_script(file.at, 0700);
    due("run it directly", run_itself(file.at), RAN);
}

static void direct_denied(void) {
    struct text file = made(".sh");
    make_script(file.at, 0600);
    due("run it directly", run_itself(file.at), -EACCES);
}

static void unchecked_script(void) {
    struct text file = made(".sh");
    make_script(file.at, 0700);
    due("have sh run it", run_shell(file.at, 0, -1, 0), RAN);
}

static void unchecked_stdin(void) {
    struct text file = made(".sh");
    make_script(file.at, 0700);
    due("have sh read it", run_shell("-s", token, open_file(file.at, O_RDONLY, 0), 0), RAN);
}

static void parity_mode(void) {
    struct text file = made(".sh");
    make_script(file.at, 0600);
    due("run it directly", run_itself(file.at), -EACCES);
    due("have sh run it", run_shell(file.at, 0, -1, 0), RAN);
}

static void deny_and_run(const char *place, void (*act)(const char *)) {
    struct text file = joined(place, "/", token);
    for (char *at = file.at + length_of(place) + 1; *at != 0; at++) {
        *at = *at == '/' ? '.' : *at;
    }
    put(&file, ".sh");
    if (make_script(file.at, 0700)) {
        act(file.at);
        remove_file(file.at);
    }
}

/* On a mount of this process alone, or for a user who cannot make one, on one that is there: root must not trust the
   owner of a mount with what it runs. */
static void without_exec(void (*act)(const char *)) {
    struct text marker = joined(token, "", "");
    int slash = 0;
    while (marker.at[slash] != '/') {
        slash++;
    }
    marker.at[slash] = 0;
    struct text place = joined("", "", "");
    if (CALL0(NR_GETEUID) != 0) {
        place = folder_without_exec(marker.at);
    }
    if (place.length > 0) {
        deny_and_run(place.at, act);
        CALL3(NR_UNLINKAT, AT_FDCWD, place.at, AT_REMOVEDIR);
    } else if (mount_without_exec(folder)) {
        deny_and_run(folder, act);
        due("take the mount away", CALL2(NR_UMOUNT2, folder, MNT_DETACH), 0);
    }
}

static void break_parity(const char *file) {
    due("run it directly", run_itself(file), -EACCES);
    due("have sh run it", run_shell(file, 0, -1, 0), RAN);
}

static void parity_noexec(void) {
    without_exec(break_parity);
}

static void dynamic_linker(void) {
    struct text linker = dynamic_linker_of("/bin/true");
    char *const arguments[] = {linker.at, "/bin/true", token, 0};
    if (linker.length == 0) {
        unsupported("/bin/true is not linked dynamically here");
        return;
    }
    due("have the dynamic linker run it", run_path(linker.at, arguments), 0);
}

/* ---- code without a file ---- */

static void inline_code(void) {
    struct text code = joined("exit 42 # ", token, "");
    due("have sh run it", run_shell("-c", code.at, -1, 0), RAN);
}

static void streamed_code(void) {
    int ends[2];
    struct text code = script();
    if (due("make a pipe", CALL2(NR_PIPE2, ends, O_CLOEXEC), 0)) {
        say(ends[1], code.at);
        close_file(ends[1]);
        due("have sh read it", run_shell("-s", token, ends[0], 0), RAN);
    }
}

/* ---- questions to the kernel ---- */

static void check_of(long mode, long wanted) {
    struct text file = made(".sh");
    if (knows_checks() && make_script(file.at, mode)) {
        due("ask about it", check_descriptor(open_file(file.at, O_RDONLY, 0)), wanted);
    }
}

static void check_allowed(void) {
    check_of(0700, 0);
}

static void check_denied(void) {
    check_of(0600, -EACCES);
}

static void ask_without_exec(const char *file) {
    due("ask about it", check_path(file), -EACCES);
}

static void check_noexec(void) {
    if (knows_checks()) {
        without_exec(ask_without_exec);
    }
}

/* ---- an interpreter that asks ---- */

static void asking(long mode, const char *option, long securebits, long wanted) {
    struct text file = made(".sh");
    if (knows_checks() && make_script(file.at, mode)) {
        due("have it interpreted", run_asking(option, file.at, 0, securebits), wanted);
    }
}

static void asks_allowed(void) {
    asking(0700, "-e", 0x100, 0);
}

static void asks_permissive(void) {
    asking(0600, "-e", 0, 0);
}

static void asks_refused(void) {
    asking(0600, "-e", 0x300, 1);
}

static void asks_ignored(void) {
    asking(0600, "-k", 0x100, 0);
}

static void asks_swapped(void) {
    struct text file = made(".sh");
    struct text other = made(".other");
    if (knows_checks() && make_script(file.at, 0700) && make_script(other.at, 0700)) {
        due("have it swapped", run_asking("-x", file.at, other.at, 0), 0);
    }
}

/* ---- the exec securebits ---- */

static void restrict_ignored(void) {
    struct text file = made(".sh");
    if (knows_checks() && make_script(file.at, 0700)) {
        due("have sh run it", run_shell(file.at, 0, -1, 0x300), RAN);
    }
}

static void interactive_ignored(void) {
    struct text code = joined("exit 42 # ", token, "");
    if (knows_checks()) {
        due("have sh run it", run_shell("-c", code.at, -1, 0xc00), RAN);
    }
}

static void securebits_cleared(void) {
    if (knows_checks()) {
        due("set both", set_securebits(0x500), 0);
        due("clear them", set_securebits(0), 0);
    }
}

static void securebits_locked(void) {
    if (knows_checks()) {
        due("set and lock both", set_securebits(0xf00), 0);
        due("clear what is locked", set_securebits(0), -EPERM);
    }
}

static void securebits_shed(void) {
    if (!knows_checks()) {
        return;
    }
    due("set and lock both", set_securebits(0xf00), 0);
    if (CALL1(NR_UNSHARE, CLONE_NEWUSER) != 0) {
        unsupported("this user may not make user namespaces here");
        return;
    }
    long left = CALL5(NR_PRCTL, PR_GET_SECUREBITS, 0, 0, 0, 0);
    if (left == 0xf00) {
        /* Seen on Linux 7.3.4; up to 7.2 a new user namespace began without any. */
        unsupported("this kernel keeps the exec securebits in a new user namespace");
        return;
    }
    due("what is left of them", left, 0);
}

/* ---- memory files ---- */

static long memory_program(const char *called) {
    long file = memory_file(called, 0);
    return file >= 0 && copy_into(file, self) ? file : -1;
}

static void memfd_exec(void) {
    long file = memory_program(token);
    if (file >= 0) {
        due("execute it", run_descriptor(file), RAN);
    }
}

static void through(const char *where) {
    long file = memory_program(token);
    struct text path = through_proc(where, file);
    char *const arguments[] = {"execparity-probe", "payload", token, 0};
    if (file >= 0) {
        due("execute it", run_path(path.at, arguments), RAN);
    }
}

static void memfd_proc(void) {
    through("/proc/self/fd/");
}

static void memfd_devfd(void) {
    long there = open_file("/dev/fd", O_RDONLY, 0);
    if (there < 0) {
        unsupported("there is no /dev/fd here");
        return;
    }
    close_file(there);
    through("/dev/fd/");
}

static void memfd_linker(void) {
    struct text linker = dynamic_linker_of("/bin/true");
    long file = linker.length == 0 ? -1 : memory_file(token, 0);
    struct text path = through_proc("/proc/self/fd/", file);
    char *const arguments[] = {linker.at, path.at, token, 0};
    if (linker.length == 0) {
        unsupported("/bin/true is not linked dynamically here");
    } else if (file >= 0 && copy_into(file, "/bin/true")) {
        due("have the dynamic linker run it", run_path(linker.at, arguments), 0);
    }
}

static void memfd_masquerade(void) {
    struct text called = joined("/usr/bin/", token, "");
    long file = memory_program(called.at);
    if (file >= 0) {
        due("execute it", run_descriptor(file), RAN);
    }
}

static void memfd_denied(void) {
    long file = CALL2(NR_MEMFD_CREATE, token, MFD_NOEXEC_SEAL);
    if (file == -EINVAL) {
        unsupported("this kernel has no MFD_NOEXEC_SEAL; it came with Linux 6.3");
    } else if (due("make a memory file", file < 0 ? file : 0, 0) && copy_into(file, self)) {
        due("execute it", run_descriptor(file), -EACCES);
    }
}

static long memory_script(void) {
    struct text content = script();
    long file = memory_file(token, 0);
    if (file >= 0) {
        say((int)file, content.at);
    }
    return file;
}

static void memfd_script(void) {
    long file = memory_script();
    struct text path = through_proc("/proc/self/fd/", file);
    char *const arguments[] = {path.at, token, 0};
    if (file >= 0) {
        due("execute it", run_path(path.at, arguments), RAN);
    }
}

static void memfd_shell(void) {
    long file = memory_script();
    struct text path = through_proc("/proc/self/fd/", file);
    if (file >= 0) {
        due("have sh run it", run_shell(path.at, token, -1, 0), RAN);
    }
}

static void memfd_check(void) {
    long file = knows_checks() ? memory_program(token) : -1;
    if (file >= 0) {
        due("ask about it", check_descriptor(file), 0);
    }
}

static void memfd_map(void) {
    long file = memory_program(token);
    if (file >= 0) {
        long at = CALL6(NR_MMAP, 0, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE, file, 0);
        due("map it executable", at < 0 && at > -4096 ? at : 0, 0);
    }
}

/* In a process namespace of its own, whose setting no other process has. */
static void memfd_rejected(void) {
    long setting = open_file("/proc/sys/vm/memfd_noexec", O_WRONLY, 0);
    if (setting == -ENOENT) {
        unsupported("this kernel has no vm.memfd_noexec; it came with Linux 6.3");
        return;
    }
    if (setting < 0 || CALL1(NR_UNSHARE, CLONE_NEWPID) != 0) {
        unsupported("only root can make a process namespace with vm.memfd_noexec=2");
        return;
    }
    long child = fork_process(0);
    if (child == 0) {
        limit_time();
        due("set vm.memfd_noexec", CALL3(NR_WRITE, setting, "2", 1), 1);
        due("make an executable memory file", CALL2(NR_MEMFD_CREATE, token, MFD_EXEC), -EACCES);
        leave(RAN);
    }
    due("a process namespace", status_of(child), RAN);
}

/* ---- files that are on no disk, or no longer ---- */

static void fileless_shared(void) {
    struct text place = joined("/dev/shm/", token, "");
    int slash = place.length - 1;
    while (place.at[slash] != '/') {
        slash--;
    }
    place.at[slash] = 0;
    if (CALL3(NR_MKDIRAT, AT_FDCWD, place.at, 0700) != 0) {
        unsupported("this user cannot write to /dev/shm");
        return;
    }
    struct text file = joined("/dev/shm/", token, "");
    make_script(file.at, 0700);
    long status = run_itself(file.at);
    remove_file(file.at);
    CALL3(NR_UNLINKAT, AT_FDCWD, place.at, AT_REMOVEDIR);
    if (status == -EACCES) {
        unsupported("/dev/shm is mounted noexec here");
        return;
    }
    due("run it directly", status, RAN);
}

/* Executes what is open for writing, by a descriptor that only reads. */
static void execute_open(long file, const char *path) {
    long reading = -1;
    if (copy_into(file, self)) {
        reading = open_file(path, O_RDONLY, 0);
    }
    close_file(file);
    remove_file(path);
    if (due("open it for reading", reading < 0 ? reading : 0, 0)) {
        due("execute it", run_descriptor(reading), RAN);
    }
}

static void fileless_tmpfile(void) {
    long file = open_file(folder, O_TMPFILE | O_RDWR, 0700);
    struct text path = through_proc("/proc/self/fd/", file);
    if (file < 0) {
        unsupported("the file system of the folder has no O_TMPFILE");
        return;
    }
    execute_open(file, path.at);
}

static void fileless_unlinked(void) {
    struct text path = made(".bin");
    long file = open_file(path.at, O_CREAT | O_EXCL | O_RDWR, 0700);
    if (due("make a file", file < 0 ? file : 0, 0)) {
        execute_open(file, path.at);
    }
}

struct verb {
    const char *name;
    void (*act)(void);
};

static const struct verb verbs[] = {
    {"direct-allowed", direct_allowed},
    {"direct-denied", direct_denied},
    {"unchecked-script", unchecked_script},
    {"unchecked-stdin", unchecked_stdin},
    {"parity-mode", parity_mode},
    {"parity-noexec", parity_noexec},
    {"dynamic-linker", dynamic_linker},
    {"inline-code", inline_code},
    {"streamed-code", streamed_code},
    {"check-allowed", check_allowed},
    {"check-denied", check_denied},
    {"check-noexec", check_noexec},
    {"asks-allowed", asks_allowed},
    {"asks-permissive", asks_permissive},
    {"asks-refused", asks_refused},
    {"asks-ignored", asks_ignored},
    {"asks-swapped", asks_swapped},
    {"restrict-ignored", restrict_ignored},
    {"interactive-ignored", interactive_ignored},
    {"securebits-cleared", securebits_cleared},
    {"securebits-locked", securebits_locked},
    {"securebits-shed", securebits_shed},
    {"memfd-exec", memfd_exec},
    {"memfd-proc", memfd_proc},
    {"memfd-devfd", memfd_devfd},
    {"memfd-linker", memfd_linker},
    {"memfd-masquerade", memfd_masquerade},
    {"memfd-denied", memfd_denied},
    {"memfd-script", memfd_script},
    {"memfd-shell", memfd_shell},
    {"memfd-check", memfd_check},
    {"memfd-map", memfd_map},
    {"memfd-rejected", memfd_rejected},
    {"fileless-shared", fileless_shared},
    {"fileless-tmpfile", fileless_tmpfile},
    {"fileless-unlinked", fileless_unlinked},
};

enum { VERBS = sizeof verbs / sizeof verbs[0] };

#endif
