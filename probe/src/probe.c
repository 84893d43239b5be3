/* Makes one kernel-visible thing happen a verb, harmlessly, and says as a line of JSON whether the kernel answered as it
   has to. Leaves nothing behind. README.md tells how to call it. */
#include "verbs.h"

static const char usage[] = "usage: execparity-probe run MARKER FOLDER [VERB...]   one line of JSON a verb\n"
                            "       execparity-probe list                        the verbs\n";

/* ---- an interpreter that asks: execparity-interpreter -e|-k|-x FILE [OTHER] ---- */

/* -e obeys the securebits, -k carries on whatever the kernel says, -x asks by path and runs what took its place. */
static int interpret(const char *option, const char *file, const char *other) {
    long answer = 0;
    long script_file;
    if (same(option, "-x")) {
        answer = check_path(file);
        CALL5(NR_RENAMEAT2, AT_FDCWD, other, AT_FDCWD, file, 0);
    }
    script_file = open_file(file, O_RDONLY, 0);
    if (script_file < 0) {
        return 127;
    }
    if (!same(option, "-x")) {
        answer = check_descriptor(script_file);
    }
    if (answer != 0 && same(option, "-e") && (CALL5(NR_PRCTL, PR_GET_SECUREBITS, 0, 0, 0, 0) & 0x100) != 0) {
        return 1;
    }
    return 0;
}

/* ---- one verb ---- */

static const struct verb *verb_named(const char *wanted) {
    for (int i = 0; i < VERBS; i++) {
        if (same(verbs[i].name, wanted)) {
            return &verbs[i];
        }
    }
    return 0;
}

/* The marker's part of a token, as a folder's name has it. */
static int is_token(const char *text) {
    int slashes = 0;
    for (const char *at = text; *at != 0; at++) {
        int plain = (*at >= 'a' && *at <= 'z') || (*at >= '0' && *at <= '9') || *at == '-';
        slashes += *at == '/';
        if (!plain && *at != '/') {
            return 0;
        }
    }
    return slashes == 1 && begins(text, "execparity-probe-") && length_of(text) < 120;
}

/* Called as `execparity-probe TOKEN FOLDER` with the memory it shares as descriptor SHARED, so that every record of what it does
   bears the token in its PROCTITLE. */
static int act(const char *called, const char *where) {
    const struct verb *verb;
    const char *slash = called;
    long at = CALL6(NR_MMAP, 0, sizeof *told, PROT_READ | PROT_WRITE, MAP_SHARED, SHARED, 0);
    if (at < 0 && at > -4096) {
        return 2;
    }
    told = (struct told *)at;
    close_file(SHARED);
    memcpy(token, called, (size)length_of(called) + 1);
    memcpy(folder, where, (size)length_of(where) + 1);
    while (*slash != '/') {
        slash++;
    }
    memcpy(name, joined(folder, slash, "").at, LONGEST);
    verb = verb_named(slash + 1);
    if (verb == 0) {
        return 2;
    }
    limit_time();
    verb->act();
    return 0;
}

static long milliseconds(void) {
    long now[2];
    CALL2(NR_CLOCK_GETTIME, 0, now);
    return now[0] * 1000 + now[1] / 1000000;
}

static void print_result(const char *verb, long began, long status) {
    int done = status == 0 && told->acts > 0 && !told->wrong && !told->unsupported;
    const char *result = told->unsupported ? "unsupported" : done ? "done" : "failed";
    struct text line = joined("{\"verb\":\"", verb, "\",\"result\":\"");
    put(&line, result);
    put(&line, "\",\"began\":");
    put_number(&line, began);
    put(&line, ",\"ended\":");
    put_number(&line, milliseconds());
    if (told->unsupported) {
        put(&line, ",\"why\":");
        put_json(&line, told->what);
    } else if (told->wrong) {
        put(&line, ",\"act\":");
        put_json(&line, told->what);
        put(&line, ",\"got\":");
        put_number(&line, told->got);
        put(&line, ",\"wanted\":");
        put_number(&line, told->wanted);
    } else if (!done) {
        put(&line, ",\"act\":\"end\",\"wanted\":0,\"got\":");
        put_number(&line, status);
    }
    put(&line, "}\n");
    say(1, line.at);
}

static void remove_traces(const char *where, const char *verb) {
    static const char *const endings[] = {".sh", ".other", ".bin"};
    for (int i = 0; i < 3; i++) {
        struct text file = joined(where, "/", verb);
        put(&file, endings[i]);
        remove_file(file.at);
    }
}

static int run_verb(const char *verb, const char *marker, const char *where, long memory) {
    struct text called = joined(marker, "/", verb);
    char *const arguments[] = {"execparity-probe", called.at, (char *)where, 0};
    long began = milliseconds();
    long child;
    memset(told, 0, sizeof *told);
    child = fork_process(0);
    if (child == 0) {
        CALL3(NR_DUP3, memory, SHARED, 0);
        CALL3(NR_EXECVE, self, arguments, environment);
        leave(NOT_EXECUTED);
    }
    child = status_of(child);
    print_result(verb, began, child);
    remove_traces(where, verb);
    return told->wrong || (child != 0 && !told->unsupported);
}

/* ---- a run ---- */

static void print_beginning(const char *marker) {
    char system[6][65];
    struct text line = joined("{\"probe\":\"execparity-probe\",\"version\":1,\"marker\":\"", marker, "\",\"kernel\":");
    memset(system, 0, sizeof system);
    CALL1(NR_UNAME, system);
    put_json(&line, system[2]);
    put(&line, ",\"host\":");
    put_json(&line, system[1]);
    put(&line, ",\"architecture\":\"" ARCHITECTURE "\",\"user\":");
    put_number(&line, CALL0(NR_GETEUID));
    put(&line, "}\n");
    say(1, line.at);
}

/* Whoever ends this program would leave its files behind: it is done within seconds anyhow. */
static void finish_whatever_comes(void) {
    unsigned long hang_up_interrupt_pipe_terminate = 1UL << 0 | 1UL << 1 | 1UL << 12 | 1UL << 14;
    CALL4(NR_RT_SIGPROCMASK, 0, &hang_up_interrupt_pipe_terminate, 0, 8);
}

static int run(const char *marker, const char *where, char **chosen) {
    struct text place = joined(where, "/", marker);
    struct text example = joined(marker, "/", "x");
    long memory;
    long at;
    int failed = 0;
    if (!is_token(example.at) || place.length > 400 || where[0] != '/') {
        say(2, "execparity-probe: MARKER is execparity-probe- and small letters or digits, FOLDER an absolute path\n");
        return 2;
    }
    for (char **verb = chosen; *verb != 0; verb++) {
        if (verb_named(*verb) == 0) {
            say(2, joined("execparity-probe: there is no verb ", *verb, "\n").at);
            return 2;
        }
    }
    finish_whatever_comes();
    if (CALL3(NR_MKDIRAT, AT_FDCWD, place.at, 0700) != 0) {
        say(2, joined("execparity-probe: cannot make ", place.at, "\n").at);
        return 2;
    }
    /* Shared through a file without a name, since the verbs are programs of their own. */
    memory = open_file(place.at, O_TMPFILE | O_RDWR, 0600);
    if (memory < 0) {
        struct text path = joined(place.at, "/told", "");
        memory = open_file(path.at, O_CREAT | O_EXCL | O_RDWR, 0600);
        remove_file(path.at);
    }
    for (size i = 0; i < sizeof *told; i++) {
        CALL3(NR_WRITE, memory, "", 1);
    }
    at = CALL6(NR_MMAP, 0, sizeof *told, PROT_READ | PROT_WRITE, MAP_SHARED, memory, 0);
    if (at < 0 && at > -4096) {
        CALL3(NR_UNLINKAT, AT_FDCWD, place.at, AT_REMOVEDIR);
        say(2, "execparity-probe: no memory to share\n");
        return 2;
    }
    told = (struct told *)at;
    print_beginning(marker);
    if (*chosen == 0) {
        for (int i = 0; i < VERBS; i++) {
            failed |= run_verb(verbs[i].name, marker, place.at, memory);
        }
    }
    for (char **verb = chosen; *verb != 0; verb++) {
        failed |= run_verb(*verb, marker, place.at, memory);
    }
    if (CALL3(NR_UNLINKAT, AT_FDCWD, place.at, AT_REMOVEDIR) != 0) {
        say(2, joined("execparity-probe: ", place.at, " is left behind\n").at);
        return 1;
    }
    return failed ? 1 : 0;
}

static int start(int count, char **arguments) {
    long length;
    if (count < 2) {
        say(2, usage);
        return 2;
    }
    length = CALL4(NR_READLINKAT, AT_FDCWD, "/proc/self/exe", self, sizeof self - 1);
    self[length < 0 ? 0 : length] = 0;
    if (same(arguments[0], "execparity-interpreter")) {
        memcpy(token, arguments[count - 1], (size)length_of(arguments[count - 1]) % LONGEST);
        return count < 3 ? 2 : interpret(arguments[1], arguments[2], count > 3 ? arguments[3] : "");
    }
    if (same(arguments[1], "payload")) {
        return RAN;
    }
    if (same(arguments[1], "list")) {
        for (int i = 0; i < VERBS; i++) {
            say(1, joined(verbs[i].name, "\n", "").at);
        }
        return 0;
    }
    if (same(arguments[1], "run") && count >= 4) {
        return run(arguments[2], arguments[3], arguments + 4);
    }
    if (count == 3 && is_token(arguments[1]) && length_of(arguments[2]) < 500) {
        return act(arguments[1], arguments[2]);
    }
    say(2, usage);
    return 2;
}

/* What the kernel leaves on the stack: how many arguments, and then these. */
void begin(long *stack);
void begin(long *stack) {
    leave(start((int)stack[0], (char **)(stack + 1)));
}
