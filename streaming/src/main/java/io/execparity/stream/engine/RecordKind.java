package io.execparity.stream.engine;

import java.util.Locale;

/** A kind of record that some rule needs, and that a host sends only if its audit rules say so. */
public enum RecordKind {
    EXEC("execve and execveat", "-a always,exit -F arch=b64 -S execve,execveat -k exec"),
    MEMFD_CREATE("memfd_create", "-a always,exit -F arch=b64 -S memfd_create -k memfd"),
    SECUREBITS("prctl(PR_SET_SECUREBITS)", "-a always,exit -F arch=b64 -S prctl -F a0=28 -k securebits"),
    USER_NAMESPACE(
            "unshare, setns and clone with a new user namespace",
            "-a always,exit -F arch=b64 -S unshare,setns -k namespace"),
    OPEN(
            "files opened by interpreters",
            "-a always,exit -F arch=b64 -S open,openat,openat2 -F exe=/usr/bin/python3 -k interpreter"),
    EXIT(
            "the exit status of interpreters",
            "-a always,exit -F arch=b64 -S exit_group -F exe=/usr/bin/python3 -k interpreter"),
    EXECUTABLE_MAPPING("executable mappings", "-a always,exit -F arch=b64 -S mmap -F a2&4 -k map_exec"),
    MODE_CHANGE("chmod", "-a always,exit -F arch=b64 -S chmod,fchmod,fchmodat,fchmodat2 -k perm_mod");

    private final String words;
    private final String auditRule;

    RecordKind(String words, String auditRule) {
        this.words = words;
        this.auditRule = auditRule;
    }

    /** Its id among the feeds that rules need. */
    public String feed() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What the host never sent, in words. */
    public String words() {
        return words;
    }

    /** An audit rule that would make it sent. */
    public String auditRule() {
        return auditRule;
    }
}
