package io.execparity.stream.measurement;

import io.execparity.stream.measurement.FileUse.Hook;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One rule of an IMA policy that measures or exempts from it.
 *
 * @param line counted from 1
 * @param text as written
 */
record PolicyRule(int line, String text, boolean measures, List<Condition> conditions) implements Serializable {
    private static final long serialVersionUID = 1;

    /** What the kernel takes for an action; those that do not measure leave what is measured alone. */
    private static final Set<String> OTHER_ACTIONS =
            Set.of("appraise", "dont_appraise", "audit", "dont_audit", "hash", "dont_hash");
    /** Words that say how to measure, and not what. */
    private static final Set<String> MANNERS = Set.of(
            "template", "pcr", "permit_directio", "digest_type", "appraise_type", "appraise_flag", "appraise_algos");

    /** Conditions that {@link #judge} understands. */
    private static final Set<String> JUDGED = Set.of("func", "mask", "fsmagic", "fsname", "uid", "fowner");
    /** Conditions on what records do not tell. */
    private static final Set<String> UNTOLD = Set.of(
            "fsuuid",
            "fs_subtype",
            "euid",
            "gid",
            "egid",
            "fgroup",
            "subj_user",
            "subj_role",
            "subj_type",
            "obj_user",
            "obj_role",
            "obj_type",
            "keyrings",
            "label");

    /** Every name of {@code func=} in security/integrity/ima/ima_policy.c, ima_parse_rule, those of old too. */
    private static final Set<String> FUNCTIONS = Set.of(
            "FILE_CHECK",
            "PATH_CHECK",
            "MMAP_CHECK",
            "FILE_MMAP",
            "MMAP_CHECK_REQPROT",
            "BPRM_CHECK",
            "CREDS_CHECK",
            "POST_SETATTR",
            "MODULE_CHECK",
            "FIRMWARE_CHECK",
            "KEXEC_KERNEL_CHECK",
            "KEXEC_INITRAMFS_CHECK",
            "POLICY_CHECK",
            "KEXEC_CMDLINE",
            "KEY_CHECK",
            "CRITICAL_DATA",
            "SETXATTR_CHECK");

    /** Whether a rule is about something. */
    enum Match {
        NO,
        MAYBE,
        YES
    }

    /** One word of a rule, such as {@code func=BPRM_CHECK}; the operator is one of {@code = < >}. */
    record Condition(String key, char operator, String value) implements Serializable {
        private static final long serialVersionUID = 1;
    }

    PolicyRule {
        conditions = List.copyOf(conditions);
    }

    /**
     * Reads a line; nothing comes of a rule that is not about measuring.
     *
     * @throws IllegalArgumentException with what is wrong, for a sentence
     */
    static Optional<PolicyRule> parse(String line, int number) {
        String[] words = line.split("[ \t]+", -1);
        boolean measures = words[0].equals("measure");
        if (!measures && !words[0].equals("dont_measure")) {
            if (!OTHER_ACTIONS.contains(words[0])) {
                throw new IllegalArgumentException("a rule begins with an action such as measure or dont_measure");
            }
            return Optional.empty();
        }
        List<Condition> conditions = new ArrayList<>();
        for (int i = 1; i < words.length; i++) {
            Condition condition = condition(words[i]);
            if (JUDGED.contains(condition.key()) || UNTOLD.contains(condition.key())) {
                conditions.add(condition);
            } else if (!MANNERS.contains(condition.key())) {
                throw new IllegalArgumentException("no rule asks for " + condition.key());
            }
        }
        return Optional.of(new PolicyRule(number, line, measures, conditions));
    }

    private static Condition condition(String word) {
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            if (c == '=' || c == '<' || c == '>') {
                return checked(new Condition(word.substring(0, i), c, word.substring(i + 1)));
            }
        }
        return new Condition(word, '=', "");
    }

    private static Condition checked(Condition condition) {
        boolean number = Set.of("uid", "fowner").contains(condition.key());
        if (number && !condition.value().matches("[0-9]{1,10}")) {
            throw new IllegalArgumentException(condition.key() + " is a number");
        }
        if (condition.key().equals("func") && !FUNCTIONS.contains(condition.value())) {
            throw new IllegalArgumentException("the kernel knows no func of that name");
        }
        if (condition.key().equals("fsmagic") && !condition.value().matches("(0[xX])?[0-9a-fA-F]{1,16}")) {
            throw new IllegalArgumentException("fsmagic is a hexadecimal number");
        }
        return condition;
    }

    Match match(FileUse use, Hook hook) {
        Match match = Match.YES;
        for (Condition condition : conditions) {
            Match one = judge(condition, use, hook);
            match = one.compareTo(match) < 0 ? one : match;
        }
        return match;
    }

    private static Match judge(Condition condition, FileUse use, Hook hook) {
        String value = condition.value();
        return switch (condition.key()) {
            case "func" -> sure(function(value).equals(hook.name()));
            case "mask" ->
                sure(value.startsWith("^") ? value.substring(1).equals(hook.access()) : value.equals(hook.access()));
            case "fsname" -> use.filesystem() == null ? Match.MAYBE : sure(value.equals(use.filesystem()));
            case "fsmagic" -> magic(value, use.filesystem());
            case "uid" -> number(condition, use.user());
            case "fowner" -> number(condition, use.owner());
            default -> Match.MAYBE;
        };
    }

    private static Match sure(boolean matches) {
        return matches ? Match.YES : Match.NO;
    }

    /** The kernel's present name of a function. */
    private static String function(String value) {
        return switch (value) {
            case "PATH_CHECK" -> "FILE_CHECK";
            case "FILE_MMAP" -> "MMAP_CHECK";
            default -> value;
        };
    }

    private static Match magic(String written, @Nullable String filesystem) {
        OptionalLong known = filesystem == null ? OptionalLong.empty() : FilesystemMagic.of(filesystem);
        String digits = written.toLowerCase(Locale.ROOT).startsWith("0x") ? written.substring(2) : written;
        return known.isEmpty() ? Match.MAYBE : sure(Long.parseUnsignedLong(digits, 16) == known.getAsLong());
    }

    private static Match number(Condition condition, long actual) {
        if (actual < 0) {
            return Match.MAYBE;
        }
        long wanted = Long.parseLong(condition.value());
        return sure(
                switch (condition.operator()) {
                    case '<' -> actual < wanted;
                    case '>' -> actual > wanted;
                    default -> actual == wanted;
                });
    }
}
