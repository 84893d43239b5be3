package io.execparity.schema.record;

import io.execparity.schema.text.Bytes;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A decision of SELinux, AppArmor or Smack: three modules share the type and differ in form. */
public record AvcRecord(RecordHead head, Fields fields) implements AuditRecord {
    /** The security module that spoke. */
    public enum Module {
        SELINUX,
        APPARMOR,
        SMACK
    }

    public Module module() {
        if (fields.written("apparmor") != null) {
            return Module.APPARMOR;
        }
        return fields.written("lsm") != null ? Module.SMACK : Module.SELINUX;
    }

    /** True for a decision that was enforced: SELinux permissive domains and AppArmor complain mode only log. */
    public boolean denied() {
        return switch (module()) {
            case APPARMOR -> says("apparmor", "DENIED") || says("apparmor", "KILLED");
            case SMACK -> says("action", "denied");
            case SELINUX -> prose().contains("denied") && fields.decimal("permissive", 0) == 0;
        };
    }

    /** True where the decision was about executing a file or entering a domain by it. */
    public boolean aboutExecution() {
        return switch (module()) {
            case APPARMOR ->
                says("operation", "exec") || says("operation", "file_mmap") && contains("requested_mask", 'm');
            case SMACK -> contains("requested", 'x');
            case SELINUX -> permissions().map(AvcRecord::namesExecution).orElse(false);
        };
    }

    private static boolean namesExecution(String permissions) {
        for (String permission : permissions.split(" ")) {
            if (permission.equals("execute")
                    || permission.equals("execute_no_trans")
                    || permission.equals("entrypoint")
                    || permission.equals("transition")) {
                return true;
            }
        }
        return false;
    }

    /** SELinux's permissions, between its braces. */
    public Optional<String> permissions() {
        String prose = prose();
        int open = prose.indexOf('{');
        int close = prose.indexOf('}');
        return open < 0 || close < open
                ? Optional.empty()
                : Optional.of(prose.substring(open + 1, close).trim());
    }

    /** The words before the first field, {@code avc:  denied  { execute } for} in SELinux's form. */
    public String prose() {
        Bytes body = fields.body();
        Bytes first = fields.count() == 0 ? Bytes.EMPTY : fields.name(0);
        String text = body.text();
        int end = first.isEmpty() ? -1 : text.indexOf(first.text() + "=");
        return end < 0 ? text : text.substring(0, end);
    }

    /** The object's inode, -1 where the record names none. */
    public long inode() {
        return fields.decimal("ino", -1);
    }

    /** The object's path or name. */
    public @Nullable Bytes path() {
        Bytes path = fields.string("path");
        return path == null ? fields.string("name") : path;
    }

    private boolean says(String name, String value) {
        Bytes decoded = fields.string(name);
        return decoded != null && decoded.is(value);
    }

    private boolean contains(String name, char wanted) {
        Bytes decoded = fields.string(name);
        return decoded != null && decoded.indexOf((byte) wanted, 0) >= 0;
    }
}
