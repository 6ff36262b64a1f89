package dev.diver.console.terminal;

/**
 * Finds text and control sequences in a stream: Paul Williams' state machine of the VT500, in UTF-8. It differs where a
 * serial line needs it: a line's end ends a string too, and strings are bounded, so that one damaged byte cannot swallow
 * all that follows.
 */
final class Parser {

    /** The longest command kept; a title needs far less. */
    private static final int LONGEST_COMMAND = 1024;
    /** So much of a string is ignored before it is taken for text. */
    private static final int LONGEST_STRING = 65_536;
    /** {@code ESC ] P} sets a colour of Linux's own console: seven hexadecimal digits, and no terminator. */
    private static final int LINUX_COLOUR = 8;

    private static final int ESC = 0x1B;

    private enum State {
        GROUND,
        ESCAPE,
        ESCAPE_INTERMEDIATE,
        PARAMETERS,
        INTERMEDIATE,
        IGNORE,
        COMMAND,
        STRING
    }

    private final Actions actions;
    private final Utf8 utf8 = new Utf8();
    private final Sequence sequence = new Sequence();
    private final byte[] command = new byte[LONGEST_COMMAND];

    private State state = State.GROUND;
    private int escapeIntermediate;
    private boolean parametersBegun;
    private int stringLength;

    Parser(Actions actions) {
        this.actions = actions;
    }

    void parse(byte[] bytes, int offset, int length) {
        int end = offset + length;
        int at = offset;
        while (at < end) {
            byte current = bytes[at];
            if (state == State.PARAMETERS) {
                at = parameters(bytes, at, end);
            } else if (state != State.GROUND) {
                step(current & 0xFF);
                at++;
            } else if (current >= 0x20 && current < 0x7F) {
                if (utf8.isPending()) {
                    malformed();
                }
                int start = at++;
                while (at < end && bytes[at] >= 0x20 && bytes[at] < 0x7F) {
                    at++;
                }
                actions.ascii(bytes, start, at - start);
            } else {
                ground(current & 0xFF);
                at++;
            }
        }
    }

    private void malformed() {
        utf8.reset();
        actions.print(Utf8.REPLACEMENT);
    }

    private void ground(int value) {
        if (value < 0x80) {
            if (utf8.isPending()) {
                malformed();
            }
            control(value);
            return;
        }
        int codePoint = utf8.accept(value);
        if (codePoint == Utf8.AGAIN) {
            actions.print(Utf8.REPLACEMENT);
            codePoint = utf8.accept(value);
        }
        // The controls of eight bits mean nothing in UTF-8, and have no glyph.
        if (codePoint >= 0xA0) {
            actions.print(codePoint);
        }
    }

    /** A byte outside of plain text. */
    private void step(int value) {
        if (state == State.COMMAND || state == State.STRING) {
            string(value);
        } else if (value < 0x20) {
            control(value);
        } else if (value >= 0x80) {
            state = State.GROUND; // no sequence contains it: the sequence is damaged
            ground(value);
        } else if (value < 0x7F) {
            switch (state) {
                case ESCAPE -> escape(value);
                case ESCAPE_INTERMEDIATE -> escapeIntermediate(value);
                case PARAMETERS -> parameters(value);
                case INTERMEDIATE -> intermediate(value);
                default -> ignore(value);
            }
        }
    }

    private void control(int value) {
        switch (value) {
            case ESC -> {
                state = State.ESCAPE;
                escapeIntermediate = 0;
            }
            case 0x18 -> state = State.GROUND;
            case 0x1A -> {
                boolean cancelled = state != State.GROUND;
                state = State.GROUND;
                if (cancelled) {
                    actions.print(Utf8.REPLACEMENT);
                }
            }
            case 0x7F -> {}
            default -> actions.control(value);
        }
    }

    private void escape(int value) {
        switch (value) {
            case '[' -> {
                sequence.reset();
                parametersBegun = false;
                state = State.PARAMETERS;
            }
            case ']' -> {
                stringLength = 0;
                state = State.COMMAND;
            }
            case 'P', 'X', '^', '_' -> {
                stringLength = 0;
                state = State.STRING;
            }
            default -> {
                if (value < 0x30) {
                    escapeIntermediate = value;
                    state = State.ESCAPE_INTERMEDIATE;
                } else {
                    state = State.GROUND;
                    actions.escape(0, value);
                }
            }
        }
    }

    private void escapeIntermediate(int value) {
        if (value < 0x30) {
            escapeIntermediate = 0x100; // two of them: nothing we know
        } else {
            state = State.GROUND;
            actions.escape(escapeIntermediate, value);
        }
    }

    /** What nearly all of a control sequence is, without asking for the state at each byte. */
    private int parameters(byte[] bytes, int offset, int end) {
        int at = offset;
        while (at < end) {
            int value = bytes[at++];
            if (value >= '0' && value <= '9') {
                sequence.digit(value - '0');
                parametersBegun = true;
            } else if (value == ';') {
                sequence.separator(false);
                parametersBegun = true;
            } else {
                step(value & 0xFF);
                return at;
            }
        }
        return at;
    }

    private void parameters(int value) {
        if (value >= '0' && value <= '9') {
            sequence.digit(value - '0');
        } else if (value == ';' || value == ':') {
            sequence.separator(value == ':');
        } else if (value >= '<' && value <= '?') {
            if (parametersBegun) {
                state = State.IGNORE;
            } else {
                sequence.marker(value);
            }
        } else if (value < 0x30) {
            sequence.intermediate(value);
            state = State.INTERMEDIATE;
        } else {
            dispatch(value);
        }
        parametersBegun = true;
    }

    private void intermediate(int value) {
        if (value < 0x30) {
            sequence.intermediate(0x100);
        } else if (value < 0x40) {
            state = State.IGNORE;
        } else {
            dispatch(value);
        }
    }

    private void ignore(int value) {
        if (value >= 0x40) {
            state = State.GROUND;
        }
    }

    private void dispatch(int value) {
        state = State.GROUND;
        actions.sequence(sequence, value);
    }

    private void string(int value) {
        switch (value) {
            case 0x07 -> endOfString();
            case ESC -> {
                endOfString();
                state = State.ESCAPE; // the backslash that should follow then does nothing
                escapeIntermediate = 0;
            }
            case 0x18, 0x1A -> state = State.GROUND;
            case '\r', '\n' -> {
                endOfString();
                actions.control(value);
            }
            default -> inString(value);
        }
    }

    private void inString(int value) {
        if (state == State.COMMAND && stringLength < command.length) {
            command[stringLength] = (byte) value;
        }
        stringLength++;
        boolean linux = state == State.COMMAND
                && (stringLength == 1 && value == 'R' || stringLength == LINUX_COLOUR && command[0] == 'P');
        if (linux || stringLength > LONGEST_STRING) {
            state = State.GROUND;
        }
    }

    private void endOfString() {
        if (state == State.COMMAND && stringLength <= command.length) {
            actions.command(command, stringLength);
        }
        state = State.GROUND;
    }
}
