package io.execparity.cli;

import io.execparity.schema.text.TerminalText;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import org.jspecify.annotations.Nullable;

/** An exception in words for the person at the terminal. */
final class ErrorText {
    private ErrorText() {}

    static String of(@Nullable Exception e) {
        if (e == null) {
            return "unknown failure";
        }
        String words = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        if (e instanceof FileSystemException file) {
            String what = file instanceof NoSuchFileException
                    ? "there is no such file"
                    : file instanceof AccessDeniedException
                            ? "permission denied"
                            : file instanceof NotDirectoryException
                                    ? "not a directory"
                                    : file.getReason() == null ? file.getClass().getSimpleName() : file.getReason();
            words = file.getFile() + ": " + what + ".";
        }
        return TerminalText.UNICODE.of(words);
    }
}
