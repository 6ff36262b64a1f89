package dev.diver.core.catalog.trust.minisign;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import dev.diver.core.text.PlainText;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The number by which a signature says which key made it. It is chosen freely: that two keys have the same one proves
 * nothing, and only the key itself does.
 */
public record KeyId(long value) implements Comparable<KeyId> {
    static final int BYTES = 8;

    /** minisign's comments leave zeros in front away. */
    private static final Pattern FORM = Pattern.compile("[0-9A-Fa-f]{12,16}");

    /** 16 hexadecimal digits. */
    @JsonCreator
    public static KeyId parse(String text) {
        if (!isId(text)) {
            throw new DiverException(
                    Problem.Kind.INVALID,
                    "\"" + PlainText.brief(text) + "\" is not the number of a key.",
                    "",
                    "It has 16 hexadecimal digits; diver key list shows those of your keys.");
        }
        return new KeyId(Long.parseUnsignedLong(text, 16));
    }

    public static boolean isId(String text) {
        return FORM.matcher(text).matches();
    }

    static KeyId at(byte[] bytes, int offset) {
        return new KeyId(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong(offset));
    }

    byte[] bytes() {
        return ByteBuffer.allocate(BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(value)
                .array();
    }

    @Override
    public int compareTo(KeyId other) {
        return Long.compareUnsigned(value, other.value);
    }

    @Override
    @JsonValue
    public String toString() {
        return String.format(Locale.ROOT, "%016X", value);
    }
}
