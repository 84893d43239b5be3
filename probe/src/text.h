/* Text of bounded length, and the few library functions that the compiler may call by itself. */
#ifndef EXECPARITY_TEXT_H
#define EXECPARITY_TEXT_H

#include "system.h"

typedef unsigned long size;

enum { LONGEST = 1024 };

/* What does not fit is left out, and said so. */
struct text {
    char at[LONGEST];
    int length;
    int full;
};

void *memcpy(void *to, const void *from, size count);
void *memset(void *to, int value, size count);
void *memcpy(void *to, const void *from, size count) {
    for (size i = 0; i < count; i++) {
        ((volatile char *)to)[i] = ((const char *)from)[i];
    }
    return to;
}
void *memset(void *to, int value, size count) {
    for (size i = 0; i < count; i++) {
        ((volatile char *)to)[i] = (char)value;
    }
    return to;
}

static int length_of(const char *text) {
    int length = 0;
    while (text[length] != 0) {
        length++;
    }
    return length;
}

static int same(const char *a, const char *b) {
    while (*a != 0 && *a == *b) {
        a++;
        b++;
    }
    return *a == *b;
}

static int begins(const char *text, const char *with) {
    while (*with != 0 && *text == *with) {
        text++;
        with++;
    }
    return *with == 0;
}

static void put(struct text *to, const char *piece) {
    for (; *piece != 0; piece++) {
        if (to->length >= LONGEST - 1) {
            to->full = 1;
            return;
        }
        to->at[to->length++] = *piece;
    }
    to->at[to->length] = 0;
}

static void put_number(struct text *to, long number) {
    char digits[24];
    int at = sizeof digits - 1;
    unsigned long left = number < 0 ? 0UL - (unsigned long)number : (unsigned long)number;
    digits[at] = 0;
    do {
        digits[--at] = (char)('0' + left % 10);
        left /= 10;
    } while (left != 0);
    if (number < 0) {
        digits[--at] = '-';
    }
    put(to, digits + at);
}

static struct text joined(const char *a, const char *b, const char *c) {
    struct text all;
    all.length = 0;
    all.full = 0;
    all.at[0] = 0;
    put(&all, a);
    put(&all, b);
    put(&all, c);
    return all;
}

/* A JSON string: what is no plain ASCII is written as its number. */
static void put_json(struct text *to, const char *value) {
    put(to, "\"");
    for (; *value != 0; value++) {
        unsigned char byte = (unsigned char)*value;
        char plain[2] = {*value, 0};
        if (byte < 0x20 || byte > 0x7e || byte == '"' || byte == '\\') {
            char hex[7] = {'\\', 'u', '0', '0', "0123456789abcdef"[byte >> 4], "0123456789abcdef"[byte & 15], 0};
            put(to, hex);
        } else {
            put(to, plain);
        }
    }
    put(to, "\"");
}

static void say(int descriptor, const char *text) {
    int left = length_of(text);
    while (left > 0) {
        long written = CALL3(NR_WRITE, descriptor, text, left);
        if (written <= 0) {
            return;
        }
        text += written;
        left -= (int)written;
    }
}

#endif
