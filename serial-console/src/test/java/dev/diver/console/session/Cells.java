package dev.diver.console.session;

import dev.diver.console.terminal.Screen;
import dev.diver.console.terminal.Style;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A screen as text and looks, whichever terminal it is of: each row, and below it the runs of it that are not plain. */
final class Cells {

    private record Cell(String text, String look) {}

    private final List<List<Cell>> rows = new ArrayList<>();

    static Cells of(Screen screen) {
        Cells cells = new Cells();
        for (int y = 0; y < screen.rows(); y++) {
            cells.newRow();
            for (int x = 0; x < screen.columns(); x++) {
                if (screen.codePoint(x, y) != Screen.TAIL) {
                    String marks = Objects.requireNonNullElse(screen.marks(x, y), "");
                    cells.add(Character.toString(screen.codePoint(x, y)) + marks, look(screen.style(x, y)));
                }
            }
        }
        return cells;
    }

    private static String look(long style) {
        Look look = new Look();
        look.set("bold", (style & Style.BOLD) != 0);
        look.set("faint", (style & Style.FAINT) != 0);
        look.set("italic", (style & Style.ITALIC) != 0);
        look.set("underline", (style & Style.UNDERLINE) != 0);
        look.set("blink", (style & Style.BLINK) != 0);
        look.set("inverse", (style & Style.INVERSE) != 0);
        look.set("hidden", (style & Style.HIDDEN) != 0);
        look.set("struck", (style & Style.STRUCK) != 0);
        look.colour("on", colour(Style.background(style)));
        look.colour("in", colour(Style.foreground(style)));
        return look.toString();
    }

    private static String colour(int colour) {
        if (Style.isDefault(colour)) {
            return "";
        }
        return Style.isIndexed(colour) ? "" + Style.value(colour) : String.format("#%06x", Style.value(colour));
    }

    void newRow() {
        rows.add(new ArrayList<>());
    }

    void add(String text, String look) {
        boolean seen = !text.equals(" ") || look.matches(".*(inverse|underline|struck).*");
        rows.getLast().add(new Cell(Normalizer.normalize(text, Normalizer.Form.NFC), seen ? look : background(look)));
    }

    /** All that can be seen of a blank. */
    private static String background(String look) {
        return Stream.of(look.split(" ")).filter(word -> word.startsWith("on=")).collect(Collectors.joining());
    }

    /** A combining character for the cell before. */
    void mark(String mark) {
        Cell last = rows.getLast().removeLast();
        add(last.text() + mark, last.look());
    }

    /**
     * This screen without what the other leaves out: neither tmux nor xterm prints blanks at a row's end that were erased
     * and have nothing but a background.
     */
    Cells cutLike(Cells other) {
        return cutAt(other.rows.stream().map(Cells::end).toList());
    }

    /** As {@link #cutLike(Cells)}, where the other is what its text says. */
    String cutLike(String other) {
        List<Integer> ends = other.lines()
                .filter(line -> !line.startsWith("\t"))
                .map(Cells::cells)
                .toList();
        return cutAt(ends).toString();
    }

    private static int cells(String line) {
        return (int) Normalizer.normalize(line, Normalizer.Form.NFC)
                        .codePoints()
                        .filter(each -> Character.getType(each) != Character.NON_SPACING_MARK)
                        .count()
                - 1;
    }

    private Cells cutAt(List<Integer> ends) {
        Cells cut = new Cells();
        for (int y = 0; y < rows.size(); y++) {
            List<Cell> row = rows.get(y);
            int end = y < ends.size() ? Math.min(row.size(), ends.get(y)) : 0;
            boolean blank = row.subList(end, row.size()).stream()
                    .allMatch(cell -> cell.text().equals(" "));
            cut.rows.add(blank ? row.subList(0, end) : row);
        }
        return cut;
    }

    @Override
    public String toString() {
        List<List<Cell>> shown = new ArrayList<>(rows);
        while (!shown.isEmpty() && end(shown.getLast()) == 0) {
            shown.removeLast();
        }
        return shown.stream().map(Cells::row).collect(Collectors.joining());
    }

    private static int end(List<Cell> row) {
        int end = row.size();
        while (end > 0 && row.get(end - 1).equals(new Cell(" ", ""))) {
            end--;
        }
        return end;
    }

    private static String row(List<Cell> row) {
        int end = end(row);
        StringBuilder text = new StringBuilder();
        row.subList(0, end).forEach(cell -> text.append(cell.text()));
        text.append("|\n");
        int from = 0;
        while (from < end) {
            String look = row.get(from).look();
            int to = from + 1;
            while (to < end && row.get(to).look().equals(look)) {
                to++;
            }
            if (!look.isEmpty()) {
                text.append("\t")
                        .append(from)
                        .append('-')
                        .append(to)
                        .append(' ')
                        .append(look)
                        .append('\n');
            }
            from = to;
        }
        return text.toString();
    }
}
