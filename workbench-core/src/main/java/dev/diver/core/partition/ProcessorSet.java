package dev.diver.core.partition;

import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Processors by the numbers that Linux gives them, written as Linux writes them: {@code 0,2-3}.
 *
 * @param numbers ascending, each once, 0 to {@link #LIMIT} - 1
 */
public record ProcessorSet(List<Integer> numbers) {
    /** Above every processor's number: four times what the largest machines have that one would divide. */
    public static final int LIMIT = 4096;

    public static final ProcessorSet NONE = new ProcessorSet(List.of());

    private static final Pattern PART = Pattern.compile("([0-9]{1,4})(?:-([0-9]{1,4}))?");
    private static final int TEXT_LIMIT = LIMIT * 5;

    public ProcessorSet {
        numbers = isAscending(numbers) ? List.copyOf(numbers) : List.copyOf(new TreeSet<>(numbers));
        if (!numbers.isEmpty() && (numbers.getFirst() < 0 || numbers.getLast() >= LIMIT)) {
            throw new IllegalArgumentException("processors are 0 to " + (LIMIT - 1) + ": " + numbers);
        }
    }

    private static boolean isAscending(List<Integer> numbers) {
        var before = Integer.MIN_VALUE;
        for (var number : numbers) {
            if (number <= before) {
                return false;
            }
            before = number;
        }
        return true;
    }

    public static ProcessorSet of(Integer... numbers) {
        return new ProcessorSet(List.of(numbers));
    }

    /** @param end the number behind the last one */
    public static ProcessorSet between(int start, int end) {
        return new ProcessorSet(IntStream.range(start, end).boxed().toList());
    }

    /** Numbers and ranges with commas between them, in any order, each processor once; empty text for none. */
    public static ProcessorSet parse(String text) {
        if (text.isEmpty()) {
            return NONE;
        }
        if (text.length() > TEXT_LIMIT) {
            throw invalid(text.substring(0, 20) + "...", "It has " + text.length() + " characters.");
        }
        var numbers = new TreeSet<Integer>();
        for (var part : text.split(",", -1)) {
            var match = PART.matcher(part.strip());
            if (!match.matches()) {
                throw invalid(text, "\"" + part + "\" is neither a number nor a range.");
            }
            var first = Integer.parseInt(match.group(1));
            var last = match.group(2) == null ? first : Integer.parseInt(match.group(2));
            if (first > last) {
                throw invalid(text, "The range " + part + " ends before it begins.");
            }
            if (last >= LIMIT) {
                throw invalid(text, "Processors are 0 to " + (LIMIT - 1) + ".");
            }
            for (var number = first; number <= last; number++) {
                if (!numbers.add(number)) {
                    throw invalid(text, "It names processor " + number + " twice.");
                }
            }
        }
        return new ProcessorSet(List.copyOf(numbers));
    }

    private static DiverException invalid(String text, String why) {
        return new DiverException(
                Problem.Kind.INVALID,
                "\"" + text + "\" is not a list of processors.",
                why,
                "Write numbers and ranges, such as \"2-3\" or \"0,4-7\".");
    }

    public boolean isEmpty() {
        return numbers.isEmpty();
    }

    public int size() {
        return numbers.size();
    }

    public boolean contains(int number) {
        return Collections.binarySearch(numbers, number) >= 0;
    }

    public ProcessorSet plus(ProcessorSet other) {
        var sum = new BitSet(LIMIT);
        numbers.forEach(sum::set);
        other.numbers.forEach(sum::set);
        return of(sum);
    }

    /** @param bits none at {@link #LIMIT} or above */
    public static ProcessorSet of(BitSet bits) {
        return new ProcessorSet(bits.stream().boxed().toList());
    }

    public ProcessorSet minus(ProcessorSet other) {
        return new ProcessorSet(
                numbers.stream().filter(number -> !other.contains(number)).toList());
    }

    /** Those that are in both. */
    public ProcessorSet and(ProcessorSet other) {
        if (isEmpty()
                || other.isEmpty()
                || numbers.getLast() < other.numbers.getFirst()
                || other.numbers.getLast() < numbers.getFirst()) {
            return NONE;
        }
        return new ProcessorSet(numbers.stream().filter(other::contains).toList());
    }

    /** Each run of consecutive numbers, as {@code 3} or {@code 4-7}. */
    List<String> ranges() {
        var ranges = new ArrayList<String>();
        for (var i = 0; i < numbers.size(); i++) {
            var first = numbers.get(i);
            while (i + 1 < numbers.size() && numbers.get(i + 1) == numbers.get(i) + 1) {
                i++;
            }
            ranges.add(first.equals(numbers.get(i)) ? first.toString() : first + "-" + numbers.get(i));
        }
        return ranges;
    }

    /** For a sentence: {@code processor 3}, {@code processors 2-3}. */
    String words() {
        return (size() == 1 ? "processor " : "processors ") + this;
    }

    /** As {@link #parse} reads it, in its one shortest form. */
    @Override
    public String toString() {
        return String.join(",", ranges());
    }
}
