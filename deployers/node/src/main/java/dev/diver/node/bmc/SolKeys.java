package dev.diver.node.bmc;

import java.io.ByteArrayOutputStream;

/**
 * What a person types, as ipmitool must get it: at the beginning of a line it takes {@code ~} for a command to itself,
 * and {@code ~~} for the character (ipmitool(1), sol activate). Not thread-safe.
 */
final class SolKeys {
    private static final byte ESCAPE = '~';

    private boolean atLineStart = true;

    byte[] escaped(byte[] typed) {
        var escaped = new ByteArrayOutputStream(typed.length + 8);
        for (var key : typed) {
            if (atLineStart && key == ESCAPE) {
                escaped.write(ESCAPE);
            }
            escaped.write(key);
            atLineStart = key == '\r' || key == '\n';
        }
        return escaped.toByteArray();
    }

    /** Whether ipmitool would take a command to itself now. */
    boolean atLineStart() {
        return atLineStart;
    }
}
