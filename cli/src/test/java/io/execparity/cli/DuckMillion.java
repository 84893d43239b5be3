package io.execparity.cli;

/** A million findings in the embedded store: {@code bench/dashboard} runs it, the tests do not. */
final class DuckMillion extends FolderOfMany {
    @Override
    int findings() {
        return MILLION;
    }

    @Override
    void measured(String what) {
        System.out.println(what);
    }
}
