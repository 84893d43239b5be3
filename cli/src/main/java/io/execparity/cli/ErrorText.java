package io.execparity.cli;

import io.execparity.schema.text.TerminalText;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
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
            words = file.getFile() + ": " + reason(file);
        }
        String sentence = words.endsWith(".") ? words : words + ".";
        return TerminalText.UNICODE.of(sentence);
    }

    private static String reason(FileSystemException e) {
        if (e instanceof NoSuchFileException) {
            return "there is no such file";
        }
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (e instanceof NotDirectoryException) {
            return "not a directory";
        }
        if (e instanceof FileAlreadyExistsException) {
            return "this is a file, and a folder is needed";
        }
        String reason = e.getReason();
        return reason == null ? e.getClass().getSimpleName() : reason;
    }
}
