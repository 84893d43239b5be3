package io.execparity.schema.execution;

import java.util.ArrayList;
import java.util.List;

/**
 * The flags that memfd_create was called with (Linux include/uapi/linux/memfd.h), as they were passed: what
 * {@code vm.memfd_noexec} makes of them is on no record.
 *
 * @param bits the second argument's lower 32 bits
 */
public record MemfdFlags(int bits) {
    private static final int CLOSE_ON_EXEC = 1;
    private static final int ALLOW_SEALING = 2;
    private static final int HUGETLB = 4;
    private static final int NOEXEC_SEAL = 8;
    private static final int EXEC = 0x10;
    private static final int KNOWN = CLOSE_ON_EXEC | ALLOW_SEALING | HUGETLB | NOEXEC_SEAL | EXEC;

    /** The flags as the system call took them. */
    public static MemfdFlags of(long argument) {
        return new MemfdFlags((int) argument);
    }

    /**
     * As results word them: {@code cloexec}, {@code allow-sealing}, {@code hugetlb}, {@code noexec-seal}, {@code exec},
     * and in hexadecimal what else is set; {@code none} where nothing is.
     */
    public List<String> words() {
        List<String> words = new ArrayList<>();
        add(words, CLOSE_ON_EXEC, "cloexec");
        add(words, ALLOW_SEALING, "allow-sealing");
        add(words, HUGETLB, "hugetlb");
        add(words, NOEXEC_SEAL, "noexec-seal");
        add(words, EXEC, "exec");
        if ((bits & ~KNOWN) != 0) {
            words.add("0x" + Integer.toHexString(bits & ~KNOWN));
        }
        return words.isEmpty() ? List.of("none") : words;
    }

    private void add(List<String> words, int bit, String word) {
        if ((bits & bit) != 0) {
            words.add(word);
        }
    }
}
