/* The kernel's interface, without any library: numbers from the kernel's own tables (x86-64's syscall_64.tbl, and
   asm-generic/unistd.h for arm64). Results are as the kernel gives them: negative error numbers. */
#ifndef EXECPARITY_SYSTEM_H
#define EXECPARITY_SYSTEM_H

enum {
    EPERM = 1,
    ENOENT = 2,
    EACCES = 13,
    EINVAL = 22,
    O_RDONLY = 0,
    O_WRONLY = 1,
    O_RDWR = 2,
    O_CREAT = 0100,
    O_EXCL = 0200,
    O_CLOEXEC = 02000000,
    AT_FDCWD = -100,
    AT_REMOVEDIR = 0x200,
    AT_EMPTY_PATH = 0x1000,
    AT_EXECVE_CHECK = 0x10000,
    PR_GET_SECUREBITS = 27,
    PR_SET_SECUREBITS = 28,
    MFD_NOEXEC_SEAL = 8,
    MFD_EXEC = 16,
    PROT_READ = 1,
    PROT_WRITE = 2,
    PROT_EXEC = 4,
    MAP_SHARED = 1,
    MAP_PRIVATE = 2,
    MAP_ANONYMOUS = 0x20,
    MS_NOEXEC = 8,
    MS_REC = 0x4000,
    MS_PRIVATE = 1 << 18,
    MNT_DETACH = 2,
    CLONE_NEWNS = 0x20000,
    CLONE_NEWUSER = 0x10000000,
    CLONE_NEWPID = 0x20000000,
    SIGCHLD = 17
};

#if defined(__x86_64__)
#define ARCHITECTURE "x86_64"
enum {
    O_DIRECTORY = 0200000,
    NR_READ = 0,
    NR_WRITE = 1,
    NR_CLOSE = 3,
    NR_MMAP = 9,
    NR_RT_SIGPROCMASK = 14,
    NR_SETITIMER = 38,
    NR_CLONE = 56,
    NR_EXECVE = 59,
    NR_WAIT4 = 61,
    NR_UNAME = 63,
    NR_GETEUID = 107,
    NR_PRCTL = 157,
    NR_MOUNT = 165,
    NR_UMOUNT2 = 166,
    NR_CLOCK_GETTIME = 228,
    NR_EXIT_GROUP = 231,
    NR_OPENAT = 257,
    NR_MKDIRAT = 258,
    NR_UNLINKAT = 263,
    NR_READLINKAT = 267,
    NR_UNSHARE = 272,
    NR_DUP3 = 292,
    NR_PIPE2 = 293,
    NR_RENAMEAT2 = 316,
    NR_GETRANDOM = 318,
    NR_MEMFD_CREATE = 319,
    NR_EXECVEAT = 322
};

static inline long kernel(long number, long a, long b, long c, long d, long e, long f) {
    long result;
    register long r10 __asm__("r10") = d;
    register long r8 __asm__("r8") = e;
    register long r9 __asm__("r9") = f;
    __asm__ volatile("syscall"
                     : "=a"(result)
                     : "a"(number), "D"(a), "S"(b), "d"(c), "r"(r10), "r"(r8), "r"(r9)
                     : "rcx", "r11", "memory");
    return result;
}

__asm__(".globl _start\n_start:\n xor %ebp,%ebp\n mov %rsp,%rdi\n and $-16,%rsp\n call begin\n");

#elif defined(__aarch64__)
#define ARCHITECTURE "aarch64"
enum {
    O_DIRECTORY = 040000,
    NR_DUP3 = 24,
    NR_MKDIRAT = 34,
    NR_UNLINKAT = 35,
    NR_UMOUNT2 = 39,
    NR_MOUNT = 40,
    NR_OPENAT = 56,
    NR_CLOSE = 57,
    NR_PIPE2 = 59,
    NR_READ = 63,
    NR_WRITE = 64,
    NR_READLINKAT = 78,
    NR_EXIT_GROUP = 94,
    NR_UNSHARE = 97,
    NR_SETITIMER = 103,
    NR_CLOCK_GETTIME = 113,
    NR_RT_SIGPROCMASK = 135,
    NR_UNAME = 160,
    NR_PRCTL = 167,
    NR_GETEUID = 175,
    NR_CLONE = 220,
    NR_EXECVE = 221,
    NR_MMAP = 222,
    NR_WAIT4 = 260,
    NR_RENAMEAT2 = 276,
    NR_GETRANDOM = 278,
    NR_MEMFD_CREATE = 279,
    NR_EXECVEAT = 281
};

static inline long kernel(long number, long a, long b, long c, long d, long e, long f) {
    register long x8 __asm__("x8") = number;
    register long x0 __asm__("x0") = a;
    register long x1 __asm__("x1") = b;
    register long x2 __asm__("x2") = c;
    register long x3 __asm__("x3") = d;
    register long x4 __asm__("x4") = e;
    register long x5 __asm__("x5") = f;
    __asm__ volatile("svc #0"
                     : "+r"(x0)
                     : "r"(x8), "r"(x1), "r"(x2), "r"(x3), "r"(x4), "r"(x5)
                     : "memory", "cc");
    return x0;
}

__asm__(".globl _start\n_start:\n mov x29,#0\n mov x0,sp\n and sp,x0,#-16\n bl begin\n");
#else
#error "only x86-64 and arm64 are known here"
#endif

enum { O_TMPFILE = 020000000 | O_DIRECTORY };

#define CALL0(n) kernel(n, 0, 0, 0, 0, 0, 0)
#define CALL1(n, a) kernel(n, (long)(a), 0, 0, 0, 0, 0)
#define CALL2(n, a, b) kernel(n, (long)(a), (long)(b), 0, 0, 0, 0)
#define CALL3(n, a, b, c) kernel(n, (long)(a), (long)(b), (long)(c), 0, 0, 0)
#define CALL4(n, a, b, c, d) kernel(n, (long)(a), (long)(b), (long)(c), (long)(d), 0, 0)
#define CALL5(n, a, b, c, d, e) kernel(n, (long)(a), (long)(b), (long)(c), (long)(d), (long)(e), 0)
#define CALL6(n, a, b, c, d, e, f) kernel(n, (long)(a), (long)(b), (long)(c), (long)(d), (long)(e), (long)(f))

#endif
