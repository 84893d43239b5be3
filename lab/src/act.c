/* What the scenarios do that no ordinary program does: one kernel-visible thing a call, and as `eint` an interpreter that
   asks the kernel before it runs a script and honours the exec securebits. Built from the probe's parts. */
#include "../../probe/src/acts.h"

enum { RESTRICT_FILE = 0x100, DENY_INTERACTIVE = 0x400, S_IFMT = 0170000, S_IFREG = 0100000 };

#if defined(__x86_64__)
enum { NR_FCNTL = 72, NR_FCHMOD = 91, NR_FSTAT = 5, MODE_AT = 24 };
#else
enum { NR_FCNTL = 25, NR_FCHMOD = 52, NR_FSTAT = 80, MODE_AT = 16 };
#endif
enum { NR_LANDLOCK_CREATE = 444, NR_LANDLOCK_ADD = 445, NR_LANDLOCK_RESTRICT = 446, O_PATH = 010000000 };
enum { PR_SET_NO_NEW_PRIVS = 38, F_ADD_SEALS = 1033, ALL_SEALS = 15 };

static char *const lab_environment[] = {"PATH=/usr/local/bin:/usr/bin:/bin", "LAB=1", 0};

static void print_number(const char *what, long number) {
    struct text line = joined(what, " = ", "");
    put_number(&line, number);
    put(&line, "\n");
    say(1, line.at);
}

static long number_of(const char *text) {
    long number = 0;
    int base = begins(text, "0x") ? 16 : 10;
    for (text += base == 16 ? 2 : 0; *text != 0; text++) {
        number = number * base + (*text <= '9' ? *text - '0' : (*text | 32) - 'a' + 10);
    }
    return number;
}

static int contains(const char *text, const char *piece) {
    for (; *text != 0; text++) {
        if (begins(text, piece)) {
            return 1;
        }
    }
    return 0;
}

static void print_file(long file) {
    static char block[4096];
    long count;
    while ((count = CALL3(NR_READ, file, block, sizeof block - 1)) > 0) {
        block[count] = 0;
        say(1, block);
    }
}

static long check_named(long descriptor, const char *called) {
    char *const arguments[] = {(char *)called, 0};
    return CALL5(NR_EXECVEAT, descriptor, "", arguments, lab_environment, AT_EMPTY_PATH | AT_EXECVE_CHECK);
}

static long check_by_path(const char *path) {
    char *const arguments[] = {(char *)path, 0};
    return CALL5(NR_EXECVEAT, AT_FDCWD, path, arguments, lab_environment, AT_EXECVE_CHECK);
}

/* eint FILE, eint -c CODE, eint < FILE */
static int interpret(int count, char **arguments) {
    long bits = CALL5(NR_PRCTL, PR_GET_SECUREBITS, 0, 0, 0, 0);
    char status[144];
    if (count > 1 && same(arguments[1], "-c")) {
        return (bits & DENY_INTERACTIVE) != 0 ? 1 : 0;
    }
    if (count > 1) {
        long file = open_file(arguments[1], O_RDONLY, 0);
        if (file < 0) {
            return 127;
        }
        if (check_named(file, arguments[1]) != 0 && (bits & RESTRICT_FILE) != 0) {
            return 126;
        }
        print_file(file);
        return 0;
    }
    CALL2(NR_FSTAT, 0, status);
    if ((*(int *)(void *)(status + MODE_AT) & S_IFMT) != S_IFREG) {
        if ((bits & DENY_INTERACTIVE) != 0) {
            return 1;
        }
    } else if (check_named(0, "stdin") != 0 && (bits & (RESTRICT_FILE | DENY_INTERACTIVE)) != 0) {
        return 126;
    }
    print_file(0);
    return 0;
}

static long flags_of(const char *words) {
    return (contains(words, "cloexec") ? 1 : 0) | (contains(words, "seal") ? 2 : 0)
            | (contains(words, "noexec") ? MFD_NOEXEC_SEAL : 0) | (contains(words, "mexec") ? MFD_EXEC : 0);
}

static int execute(const char *path, char **arguments) {
    print_number("execve", CALL3(NR_EXECVE, path, arguments, lab_environment));
    return 127;
}

static int execute_open(long file, char **arguments) {
    print_number("execveat", CALL5(NR_EXECVEAT, file, "", arguments, lab_environment, AT_EMPTY_PATH));
    return 127;
}

/* memfd NAME FLAGS HOW PROGRAM ARGUMENT... */
static int memory(char **words) {
    char **arguments = words + 3;
    const char *how = words[2];
    long file = CALL2(NR_MEMFD_CREATE, words[0], flags_of(words[1]));
    struct text path = through_proc(begins(how, "devfd") || begins(how, "python") ? "/dev/fd/" : "/proc/self/fd/", file);
    char *const with[] = {begins(how, "python") ? "python3" : "sh", path.at, 0};
    if (file < 0) {
        print_number("memfd_create", file);
        return 1;
    }
    copy_into(file, arguments[0]);
    if (contains(how, "lseal")) {
        CALL3(NR_FCNTL, file, F_ADD_SEALS, ALL_SEALS);
    }
    if (begins(how, "execveat")) {
        return execute_open(file, arguments);
    }
    if (begins(how, "chmod")) {
        print_number("fchmod", CALL2(NR_FCHMOD, file, 0777));
        return execute_open(file, arguments);
    }
    if (begins(how, "path") || begins(how, "devfd")) {
        return execute(path.at, arguments);
    }
    if (begins(how, "parent")) {
        struct text parent = joined("/proc/", "", "");
        char own[32];
        long length = CALL4(NR_READLINKAT, AT_FDCWD, "/proc/self", own, sizeof own - 1);
        own[length < 0 ? 0 : length] = 0;
        parent = joined("/proc/", own, "/fd/");
        put_number(&parent, file);
        long child = fork_process(0);
        if (child == 0) {
            leave(execute(parent.at, arguments));
        }
        status_of(child);
        return 0;
    }
    if (begins(how, "sh") || begins(how, "python")) {
        return execute(begins(how, "sh") ? "/bin/sh" : "/usr/bin/python3", (char **)with);
    }
    if (begins(how, "ldso")) {
        char *loader[] = {words[4], path.at, 0};
        return execute(words[4], loader);
    }
    if (begins(how, "check")) {
        print_number("check", check_named(file, words[0]));
    } else if (begins(how, "mmap")) {
        print_number("mmap", CALL6(NR_MMAP, 0, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE, file, 0) < 0 ? -1 : 0);
    }
    return 0;
}

static int without_name(const char *where, char **arguments) {
    long file = open_file(where, O_TMPFILE | O_RDWR, 0700);
    long reading;
    copy_into(file, arguments[0]);
    reading = open_file(through_proc("/proc/self/fd/", file).at, O_RDONLY, 0);
    close_file(file);
    return execute_open(reading, arguments);
}

static int unlinked(const char *where, char **arguments) {
    struct text path = joined(where, "/.unlinked", "");
    long file = open_file(path.at, O_CREAT | O_EXCL | O_RDWR, 0700);
    long reading;
    copy_into(file, arguments[0]);
    close_file(file);
    reading = open_file(path.at, O_RDONLY, 0);
    remove_file(path.at);
    return execute_open(reading, arguments);
}

static int read_while_open(char **arguments) {
    long file = open_file(arguments[0], O_WRONLY, 0);
    char *const cat[] = {"cat", arguments[0], 0};
    print_number("cat", run_path("/bin/cat", cat));
    close_file(file);
    return 0;
}

/* Execution is handled everywhere and allowed beneath the first folder only. */
static int confined(char **words) {
    unsigned long rights = 1;
    struct {
        unsigned long access;
        int parent;
    } __attribute__((packed)) beneath = {1, (int)open_file(words[0], O_PATH, 0)};
    long set = CALL3(NR_LANDLOCK_CREATE, &rights, sizeof rights, 0);
    CALL4(NR_LANDLOCK_ADD, set, 1, &beneath, 0);
    CALL5(NR_PRCTL, PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    /* LANDLOCK_RESTRICT_SELF_LOG_NEW_EXEC_ON, where the kernel knows it. */
    if (CALL2(NR_LANDLOCK_RESTRICT, set, 2) != 0) {
        print_number("landlock", CALL2(NR_LANDLOCK_RESTRICT, set, 0));
    }
    return execute(words[1], words + 1);
}

static int with_file(const char *verb, char **words) {
    long file = open_file(words[0], O_RDONLY, 0);
    if (same(verb, "check-fd") || same(verb, "check-ignore")) {
        long answer = check_named(file, words[0]);
        print_number(verb, answer);
        if (same(verb, "check-fd")) {
            return answer != 0;
        }
        print_file(file);
        return 0;
    }
    if (same(verb, "check-null")) {
        print_number(verb, CALL5(NR_EXECVEAT, file, "", 0, 0, AT_EMPTY_PATH | AT_EXECVE_CHECK));
        return 0;
    }
    return execute_open(file, words);
}

static int act(const char *verb, int count, char **words) {
    if (same(verb, "check-path")) {
        long answer = check_by_path(words[0]);
        print_number(verb, answer);
        return answer != 0;
    }
    if (same(verb, "check-then-exec")) {
        return check_by_path(words[0]) != 0 ? 1 : execute(words[0], words);
    }
    if (same(verb, "execveat-path")) {
        print_number(verb, CALL5(NR_EXECVEAT, AT_FDCWD, words[0], words, lab_environment, 0));
        return 127;
    }
    if (same(verb, "securebits")) {
        long answer = set_securebits(number_of(words[0]));
        print_number(verb, answer);
        return count > 1 ? execute(words[1], words + 1) : answer != 0;
    }
    if (same(verb, "memfd") && count > 3) {
        return memory(words);
    }
    if (same(verb, "otmpfile")) {
        return without_name(words[0], words + 1);
    }
    if (same(verb, "unlinked")) {
        return unlinked(words[0], words + 1);
    }
    if (same(verb, "tomtou")) {
        return read_while_open(words);
    }
    if (same(verb, "landlock")) {
        return confined(words);
    }
    return with_file(verb, words);
}

void begin(long *stack);
void begin(long *stack) {
    static struct told unread;
    int count = (int)stack[0];
    char **arguments = (char **)(stack + 1);
    const char *base = arguments[0];
    told = &unread;
    for (const char *at = arguments[0]; *at != 0; at++) {
        base = *at == '/' ? at + 1 : base;
    }
    if (same(base, "eint")) {
        leave(interpret(count, arguments));
    }
    /* Under any other name, and without anything to do, it is a program that ends well. */
    leave(same(base, "execlab") && count > 2 ? act(arguments[1], count - 2, arguments + 2) : 0);
}
