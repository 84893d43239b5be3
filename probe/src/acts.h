/* What verbs are made of: each act does one thing and compares the kernel's answer with the one that is due. */
#ifndef EXECPARITY_ACTS_H
#define EXECPARITY_ACTS_H

#include "text.h"

enum { RAN = 42, NOT_EXECUTED = 126, SECONDS_A_VERB = 20, SHARED = 10 };

/* What a verb's processes tell the one that prints; the memory is shared with it. */
struct told {
    int acts;
    int wrong;
    int unsupported;
    long got;
    long wanted;
    long refusal; /* why the last program was not executed, 0 where it was */
    char what[LONGEST];
};

static struct told *told;
static char self[LONGEST];   /* this program's own file */
static char folder[LONGEST]; /* where files may be made and executed, gone afterwards */
static char token[LONGEST];  /* MARKER/VERB: in every argument list, file name and memory file name of the verb */
static char name[LONGEST];   /* FOLDER/VERB */
static char *const environment[] = {"PATH=/usr/bin:/bin", 0};

/* The kernel's answer, which has to be the one that is due. */
static int due(const char *what, long got, long wanted) {
    told->acts++;
    if (got == wanted || told->wrong || told->unsupported) {
        return got == wanted;
    }
    told->wrong = 1;
    told->got = got;
    told->wanted = wanted;
    memcpy(told->what, what, (size)length_of(what) + 1);
    return 0;
}

/* This kernel or this user cannot do it; nothing is wrong. */
static void unsupported(const char *why) {
    if (!told->wrong && !told->unsupported) {
        told->unsupported = 1;
        memcpy(told->what, why, (size)length_of(why) + 1);
    }
}

static long fork_process(unsigned long flags) {
    return CALL5(NR_CLONE, flags | SIGCHLD, 0, 0, 0, 0);
}

static void leave(int status) {
    for (;;) {
        CALL1(NR_EXIT_GROUP, status);
    }
}

/* Ends whatever hangs. A child begins without one. */
static void limit_time(void) {
    long limit[4] = {0, 0, SECONDS_A_VERB, 0};
    CALL3(NR_SETITIMER, 0, limit, 0);
}

/* The exit status of a child, or 256 and the signal that ended it. */
static long status_of(long child) {
    int status = 0;
    if (child < 0) {
        return child;
    }
    if (CALL4(NR_WAIT4, child, &status, 0, 0) != child) {
        return -1;
    }
    return (status & 0x7f) == 0 ? status >> 8 & 0xff : 256 + (status & 0x7f);
}

static long open_file(const char *path, long flags, long mode) {
    return CALL4(NR_OPENAT, AT_FDCWD, path, flags | O_CLOEXEC, mode);
}

static void close_file(long descriptor) {
    CALL1(NR_CLOSE, descriptor);
}

static void remove_file(const char *path) {
    CALL3(NR_UNLINKAT, AT_FDCWD, path, 0);
}

/* A file of that mode and content. */
static int make_file(const char *path, long mode, const char *content) {
    long made = open_file(path, O_CREAT | O_EXCL | O_WRONLY, mode);
    if (!due("make a file", made < 0 ? made : 0, 0)) {
        return 0;
    }
    say((int)made, content);
    close_file(made);
    return 1;
}

/* A harmless script: it ends with a status by which one sees that it ran. */
static struct text script(void) {
    return joined("#!/bin/sh\n# ", token, "\nexit 42\n");
}

static int make_script(const char *path, long mode) {
    struct text content = script();
    return make_file(path, mode, content.at);
}

/* The bytes of a file into an open one. */
static int copy_into(long to, const char *from) {
    static char block[65536];
    long in = open_file(from, O_RDONLY, 0);
    long count = in < 0 ? in : 0;
    while (in >= 0 && (count = CALL3(NR_READ, in, block, sizeof block)) > 0) {
        for (long done = 0; done < count;) {
            long written = CALL3(NR_WRITE, to, block + done, count - done);
            if (written <= 0) {
                return due("copy a program", written, count);
            }
            done += written;
        }
    }
    close_file(in);
    return due("copy a program", count, 0);
}

static long check_descriptor(long descriptor) {
    char *const arguments[] = {token, 0};
    return CALL5(NR_EXECVEAT, descriptor, "", arguments, environment, AT_EMPTY_PATH | AT_EXECVE_CHECK);
}

static long check_path(const char *path) {
    char *const arguments[] = {token, 0};
    return CALL5(NR_EXECVEAT, AT_FDCWD, path, arguments, environment, AT_EXECVE_CHECK);
}

/* Kernels since 6.14 know checks and the exec securebits. */
static int knows_checks(void) {
    struct text nowhere = joined("/", token, "");
    if (check_path(nowhere.at) == -EINVAL) {
        unsupported("this kernel has no AT_EXECVE_CHECK; it came with Linux 6.14");
        return 0;
    }
    return 1;
}

static long set_securebits(long bits) {
    return CALL5(NR_PRCTL, PR_SET_SECUREBITS, bits, 0, 0, 0);
}

/* How a program is to be executed. */
struct run {
    const char *path;       /* null: the descriptor itself is executed */
    char *const *arguments;
    long descriptor;
    long standard_input;    /* what becomes descriptor 0; -1 where nothing does */
    long securebits;        /* set before; 0 for none */
};

static void become(const struct run *run) {
    long result;
    limit_time();
    if (run->standard_input >= 0) {
        CALL3(NR_DUP3, run->standard_input, 0, 0);
    }
    if (run->securebits != 0 && !due("set the exec securebits", set_securebits(run->securebits), 0)) {
        leave(NOT_EXECUTED);
    }
    if (run->path == 0) {
        result = CALL5(NR_EXECVEAT, run->descriptor, "", run->arguments, environment, AT_EMPTY_PATH);
    } else {
        result = CALL3(NR_EXECVE, run->path, run->arguments, environment);
    }
    told->refusal = result;
    leave(NOT_EXECUTED);
}

/* Runs it in a process of its own: its exit status, or the negative error number of an execution that was refused. */
static long status_of_run(struct run run) {
    long child;
    told->refusal = 0;
    child = fork_process(0);
    if (child == 0) {
        become(&run);
    }
    child = status_of(child);
    return told->refusal != 0 ? told->refusal : child;
}

static long run_path(const char *path, char *const arguments[]) {
    struct run run = {path, arguments, -1, -1, 0};
    return status_of_run(run);
}

static long run_descriptor(long descriptor) {
    char *const arguments[] = {"execparity-probe", "payload", token, 0};
    struct run run = {0, arguments, descriptor, -1, 0};
    return status_of_run(run);
}

/* sh, which never asks the kernel. */
static long run_shell(const char *first, const char *second, long standard_input, long securebits) {
    char *const arguments[] = {"sh", (char *)first, (char *)second, 0};
    struct run run = {"/bin/sh", arguments, -1, standard_input, securebits};
    return status_of_run(run);
}

/* The interpreter that asks: this program, called so that ExecParity's catalogue knows it by its name. */
static long run_asking(const char *option, const char *file, const char *other, long securebits) {
    char *const arguments[] = {"execparity-interpreter", (char *)option, (char *)file, (char *)other, 0};
    struct run run = {self, arguments, -1, -1, securebits};
    return status_of_run(run);
}

/* A memory file that may be executed, where the kernel makes a difference. */
static long memory_file(const char *called, long flags) {
    long made = CALL2(NR_MEMFD_CREATE, called, flags | MFD_EXEC);
    if (made == -EINVAL) {
        made = CALL2(NR_MEMFD_CREATE, called, flags);
    }
    if (made == -EACCES) {
        unsupported("vm.memfd_noexec is 2 here: no memory file can be executed");
    } else {
        due("make a memory file", made < 0 ? made : 0, 0);
    }
    return made;
}

static struct text through_proc(const char *where, long descriptor) {
    struct text path = joined(where, "", "");
    put_number(&path, descriptor);
    return path;
}

#endif
