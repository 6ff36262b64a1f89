package dev.diver.qemu;

import dev.diver.core.debug.DebugTarget.SymbolFile;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.regex.Pattern;

/** The calls that a processor of a guest that stands still is in, along the frame pointers. */
final class Backtrace {
    private static final int DEEPEST = 64;
    private static final Pattern REGISTER = Pattern.compile("\\b(RIP|RBP)=([0-9a-f]{16})\\b");
    private static final Pattern WORDS = Pattern.compile(": 0x([0-9a-f]{1,16}) 0x([0-9a-f]{1,16})\\s");

    private final Qmp qmp;
    private final List<Named> named;

    private record Named(ElfSymbols symbols, long bias) {
        /** A call that never returns may be the last of its function, and then the next address is outside of it. */
        Optional<String> at(long address) {
            return symbols.at(address - bias).or(() -> symbols.at(address - bias - 1));
        }
    }

    private record Frame(long saved, long returns) {}

    Backtrace(Qmp qmp, List<SymbolFile> files) {
        this.qmp = qmp;
        named = files.stream()
                .map(file -> new Named(ElfSymbols.read(file.file()), file.bias().orElse(0)))
                .toList();
    }

    /**
     * The innermost first; none in code before the 64-bit mode.
     *
     * @param registers as QEMU's monitor prints them
     */
    List<String> of(int processor, String registers) {
        var found = REGISTER.matcher(registers);
        long rip = 0;
        long rbp = 0;
        var isLong = false;
        while (found.find()) {
            var value = Long.parseUnsignedLong(found.group(2), 16);
            if (found.group(1).equals("RIP")) {
                rip = value;
                isLong = true;
            } else {
                rbp = value;
            }
        }
        return isLong ? calls(processor, rip, rbp) : List.of();
    }

    private List<String> calls(int processor, long rip, long start) {
        var calls = new ArrayList<String>();
        calls.add(name(rip));
        var seen = new HashSet<Long>();
        var rbp = start;
        // A recursion may be deep, and what the guest left may lead in a circle.
        while (calls.size() < DEEPEST && rbp != 0 && rbp % Long.BYTES == 0 && seen.add(rbp)) {
            var frame = frame(processor, rbp);
            if (frame.isEmpty() || frame.get().returns() == 0) {
                break;
            }
            calls.add(name(frame.get().returns()));
            rbp = frame.get().saved();
        }
        return calls;
    }

    private Optional<Frame> frame(int processor, long rbp) {
        try {
            var words = WORDS.matcher(
                    qmp.monitor("x /2gx 0x" + Long.toHexString(rbp), processor).join());
            return words.find()
                    ? Optional.of(new Frame(
                            Long.parseUnsignedLong(words.group(1), 16), Long.parseUnsignedLong(words.group(2), 16)))
                    : Optional.empty();
        } catch (CompletionException e) {
            return Optional.empty();
        }
    }

    private String name(long address) {
        var text = String.format("0x%016x", address);
        return named.stream()
                .flatMap(one -> one.at(address).stream())
                .findFirst()
                .map(name -> text + " " + name)
                .orElse(text);
    }
}
