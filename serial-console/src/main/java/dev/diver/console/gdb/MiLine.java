package dev.diver.console.gdb;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.OptionalLong;

/** Reads one line: recursive descent after the grammar in the GDB manual, "GDB/MI Output Syntax". */
final class MiLine {
    /** gdb's own values nest a dozen levels at most; a line that nests deeper is not gdb's. */
    private static final int DEEPEST = 64;

    private final byte[] line;
    private final int end;
    private int at;

    private MiLine(byte[] line, int end) {
        this.line = line;
        this.end = end;
    }

    @SuppressWarnings("serial")
    private static final class Malformed extends Exception {
        Malformed(String why) {
            super(why, null, false, false);
        }
    }

    static MiRecord read(byte[] bytes, int length) {
        try {
            return new MiLine(bytes, length).record();
        } catch (Malformed e) {
            return new MiRecord.Unreadable(e.getMessage());
        }
    }

    private MiRecord record() throws Malformed {
        if (line[0] == '(') {
            return new MiRecord.Prompt();
        }
        var token = token();
        var kind = next();
        var record = switch (kind) {
            case '^' -> new MiRecord.Result(token, word(), results());
            case '*' -> new MiRecord.Async(MiRecord.Async.Kind.EXEC, word(), results());
            case '+' -> new MiRecord.Async(MiRecord.Async.Kind.STATUS, word(), results());
            case '=' -> new MiRecord.Async(MiRecord.Async.Kind.NOTIFY, word(), results());
            case '~' -> new MiRecord.Stream(MiRecord.Stream.Kind.CONSOLE, string());
            case '@' -> new MiRecord.Stream(MiRecord.Stream.Kind.TARGET, string());
            case '&' -> new MiRecord.Stream(MiRecord.Stream.Kind.LOG, string());
            default -> throw new Malformed("no record begins like this");
        };
        if (at < end) {
            throw new Malformed("something stands behind the record");
        }
        return record;
    }

    private OptionalLong token() {
        var start = at;
        var token = 0L;
        while (at < end && at - start < 18 && Character.isDigit(line[at])) {
            token = token * 10 + line[at++] - '0';
        }
        return at > start ? OptionalLong.of(token) : OptionalLong.empty();
    }

    private String word() {
        var start = at;
        while (at < end && line[at] != ',' && line[at] != '=') {
            at++;
        }
        return new String(line, start, at - start, StandardCharsets.UTF_8);
    }

    /** The fields of a record: {@code ,name=value} and so on to the end of the line. */
    private MiValue.Tuple results() throws Malformed {
        var fields = new LinkedHashMap<String, MiValue>();
        while (at < end) {
            expect(',');
            field(fields, 0);
        }
        return new MiValue.Tuple(fields);
    }

    private void field(LinkedHashMap<String, MiValue> fields, int depth) throws Malformed {
        var name = word();
        expect('=');
        fields.putIfAbsent(name, value(depth));
    }

    private MiValue value(int depth) throws Malformed {
        if (depth > DEEPEST) {
            throw new Malformed("nested deeper than " + DEEPEST);
        }
        return switch (peek()) {
            case '"' -> new MiValue.Text(string());
            case '{' -> tuple(depth);
            case '[' -> sequence(depth);
            default -> throw new Malformed("no value begins like this");
        };
    }

    private MiValue.Tuple tuple(int depth) throws Malformed {
        expect('{');
        var fields = new LinkedHashMap<String, MiValue>();
        while (!ends('}')) {
            if (!fields.isEmpty()) {
                expect(',');
            }
            field(fields, depth + 1);
        }
        return new MiValue.Tuple(fields);
    }

    private MiValue.Sequence sequence(int depth) throws Malformed {
        expect('[');
        var elements = new ArrayList<MiValue>();
        while (!ends(']')) {
            if (!elements.isEmpty()) {
                expect(',');
            }
            if (peek() != '"' && peek() != '{' && peek() != '[') {
                word();
                expect('=');
            }
            elements.add(value(depth + 1));
        }
        return new MiValue.Sequence(elements);
    }

    /** A C string, whose octal escapes are bytes of UTF-8. */
    private String string() throws Malformed {
        expect('"');
        var bytes = new ByteArrayOutputStream();
        for (var c = next(); c != '"'; c = next()) {
            bytes.write(c == '\\' ? escaped() : c);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private int escaped() throws Malformed {
        var c = next();
        return switch (c) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case 'a' -> 7;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'v' -> 11;
            case 'e' -> 27;
            case '0', '1', '2', '3', '4', '5', '6', '7' -> octal(c - '0');
            default -> c;
        };
    }

    private int octal(int first) {
        var value = first;
        for (var digits = 1; digits < 3 && at < end && line[at] >= '0' && line[at] <= '7'; digits++) {
            value = value * 8 + line[at++] - '0';
        }
        return value;
    }

    private boolean ends(char closing) throws Malformed {
        if (peek() != closing) {
            return false;
        }
        at++;
        return true;
    }

    private void expect(char wanted) throws Malformed {
        if (next() != wanted) {
            throw new Malformed("'" + wanted + "' is missing");
        }
    }

    private int peek() throws Malformed {
        if (at >= end) {
            throw new Malformed("the line ends too early");
        }
        return line[at] & 0xFF;
    }

    private int next() throws Malformed {
        var c = peek();
        at++;
        return c;
    }
}
