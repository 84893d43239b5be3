package io.execparity.stream.interpreter;

import io.execparity.schema.text.Bytes;
import io.execparity.stream.catalogue.Glob;
import java.util.ArrayList;
import java.util.List;

/** Which opened file is the code that was asked for by another name. */
final class CodeFiles {
    private static final int LONGEST_NAME = 512;

    private CodeFiles() {}

    static boolean isOfModule(Interpreter.Facts facts, Bytes module, Bytes opened) {
        if (module.isEmpty() || module.length() > LONGEST_NAME || opened.isEmpty()) {
            return false;
        }
        for (String name : names(module.text(), facts.moduleParents())) {
            String path = name.substring(name.lastIndexOf('/') + 1).replace('.', '/');
            String leaf = path.substring(path.lastIndexOf('/') + 1);
            for (String pattern : facts.moduleFiles()) {
                if (endsLike(
                        pattern.replace("{module}", Glob.literal(path)).replace("{leaf}", Glob.literal(leaf)),
                        opened)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The module's name, and those of the packages around it. */
    private static List<String> names(String module, boolean parents) {
        List<String> names = new ArrayList<>();
        names.add(module);
        int dot = parents ? module.lastIndexOf('.') : -1;
        while (dot > 0) {
            names.add(module.substring(0, dot));
            dot = module.lastIndexOf('.', dot - 1);
        }
        return names;
    }

    static boolean isOfScript(Interpreter.Facts facts, Bytes operand, Bytes opened) {
        if (operand.isEmpty() || opened.isEmpty()) {
            return false;
        }
        Bytes name = relative(operand);
        if (name.isEmpty() || name.length() > LONGEST_NAME) {
            return operand.equals(opened);
        }
        if (endsLike(Glob.literal(name.text()), opened)) {
            return true;
        }
        for (String pattern : facts.scriptFiles()) {
            if (endsLike(pattern.replace("{script}", Glob.literal(name.text())), opened)) {
                return true;
            }
        }
        return false;
    }

    /** A path without what a resolved one would not show: leading dots and slashes, and slashes at its end. */
    private static Bytes relative(Bytes path) {
        int from = 0;
        while (from < path.length() && (path.at(from) == '/' || isDotSlash(path, from))) {
            from++;
        }
        int to = path.length();
        while (to > from && path.at(to - 1) == '/') {
            to--;
        }
        return path.slice(from, to);
    }

    private static boolean isDotSlash(Bytes path, int at) {
        if (path.at(at) != '.') {
            return false;
        }
        boolean last = at + 1 == path.length();
        return last
                || path.at(at + 1) == '/'
                || path.at(at + 1) == '.' && (at + 2 == path.length() || path.at(at + 2) == '/');
    }

    /** Whether {@code path} is like the pattern, or ends so after a slash. */
    private static boolean endsLike(String pattern, Bytes path) {
        Glob glob = new Glob(pattern);
        if (glob.matches(path)) {
            return true;
        }
        for (int slash = path.indexOf((byte) '/', 0); slash >= 0; slash = path.indexOf((byte) '/', slash + 1)) {
            if (glob.matches(path, slash + 1)) {
                return true;
            }
        }
        return false;
    }
}
