/* Places of the host that verbs need: a mount that is noexec, the dynamic linker. */
#ifndef EXECPARITY_PLACES_H
#define EXECPARITY_PLACES_H

#include "acts.h"

/* The next word of a line of /proc/self/mounts; null at the end of the line. */
static char *next_word(char **at) {
    char *word = *at;
    if (*word == 0 || *word == '\n') {
        return 0;
    }
    while (**at != 0 && **at != ' ' && **at != '\n') {
        (*at)++;
    }
    if (**at == ' ') {
        *(*at)++ = 0;
    }
    return word;
}

static int has_option(const char *options, const char *wanted) {
    int length = length_of(wanted);
    for (const char *at = options; *at != 0; at++) {
        int first = at == options || at[-1] == ',';
        if (first && begins(at, wanted) && (at[length] == 0 || at[length] == ',')) {
            return 1;
        }
    }
    return 0;
}

static int holds_files(const char *type) {
    return same(type, "tmpfs") || begins(type, "ext") || same(type, "xfs") || same(type, "btrfs") || same(type, "f2fs");
}

/* A folder of ours on a writable noexec mount that is there already; its path, or nothing. */
static struct text folder_without_exec(const char *marker) {
    static char mounts[65536];
    struct text made = joined("", "", "");
    long in = open_file("/proc/self/mounts", O_RDONLY, 0);
    long length = 0;
    long count;
    while (length < (long)sizeof mounts - 1
            && (count = CALL3(NR_READ, in, mounts + length, (long)sizeof mounts - 1 - length)) > 0) {
        length += count;
    }
    close_file(in);
    mounts[length] = 0;
    for (char *at = mounts; *at != 0;) {
        char *source = next_word(&at);
        char *place = source == 0 ? 0 : next_word(&at);
        char *type = place == 0 ? 0 : next_word(&at);
        char *options = type == 0 ? 0 : next_word(&at);
        if (options != 0 && holds_files(type) && has_option(options, "noexec") && has_option(options, "rw")) {
            made = joined(place, "/", marker);
            if (CALL3(NR_MKDIRAT, AT_FDCWD, made.at, 0700) == 0) {
                return made;
            }
        }
        while (*at != 0 && *at != '\n') {
            at++;
        }
        at += *at == '\n';
    }
    return joined("", "", "");
}

/* The same on a mount that only this process sees, for which it takes root. */
static int mount_without_exec(const char *where) {
    if (CALL0(NR_GETEUID) != 0) {
        unsupported("no noexec mount that this user can write to; root could make one of its own");
        return 0;
    }
    return due("a mount namespace", CALL1(NR_UNSHARE, CLONE_NEWNS), 0)
            && due("keep mounts to ourselves", CALL5(NR_MOUNT, 0, "/", 0, MS_REC | MS_PRIVATE, 0), 0)
            && due("mount without exec", CALL5(NR_MOUNT, "tmpfs", where, "tmpfs", MS_NOEXEC, "mode=0700"), 0);
}

/* The dynamic linker that a program asks for in its ELF header; empty where it asks for none. */
static struct text dynamic_linker_of(const char *program) {
    static unsigned char head[4096];
    struct text found = joined("", "", "");
    long in = open_file(program, O_RDONLY, 0);
    long length = CALL3(NR_READ, in, head, sizeof head - 1);
    close_file(in);
    if (length < 64 || head[0] != 0x7f || head[4] != 2) {
        return found;
    }
    unsigned long table = *(unsigned long *)(void *)(head + 32);
    for (int i = 0; i < (head[56] | head[57] << 8); i++) {
        unsigned long at = table + (unsigned long)i * 56;
        if (at > (unsigned long)length - 56) {
            return found;
        }
        unsigned long offset = *(unsigned long *)(void *)(head + at + 8);
        unsigned long bytes = *(unsigned long *)(void *)(head + at + 32);
        if (head[at] == 3 && offset < (unsigned long)length && bytes < LONGEST
                && bytes <= (unsigned long)length - offset) {
            return joined((const char *)head + offset, "", "");
        }
    }
    return found;
}

#endif
