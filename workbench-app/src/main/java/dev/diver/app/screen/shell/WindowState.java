package dev.diver.app.screen.shell;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.diver.app.screen.console.ConsoleSettings;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is kept of the window between starts.
 *
 * @param x left edge on the screen, in pixels; negative where the window system may choose
 * @param projects directories of the nets that were open
 * @param files that were open, absolute
 * @param sizes of the docks beside and below the centre, in pixels, by place
 * @param closed documents that open by themselves and were closed
 * @param consoles how they are
 * @param downloads references of kernels that were not brought to their end
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record WindowState(
        double x,
        double y,
        double width,
        double height,
        boolean maximized,
        String theme,
        List<String> projects,
        List<String> files,
        Map<String, Double> sizes,
        List<String> closed,
        ConsoleSettings consoles,
        List<String> downloads) {

    private static final double LEAST_DOCK = 80;

    public static final WindowState FIRST = new WindowState(
            -1,
            -1,
            1280,
            800,
            false,
            "light",
            List.of(),
            List.of(),
            Map.of(),
            List.of(),
            ConsoleSettings.FIRST,
            List.of());

    private static Map<String, Double> usable(Map<String, Double> sizes) {
        var usable = new TreeMap<String, Double>();
        sizes.entrySet().stream()
                .limit(10)
                .filter(size -> size.getKey() != null && size.getValue() != null && Double.isFinite(size.getValue()))
                .forEach(size -> usable.put(size.getKey(), Math.clamp(size.getValue(), LEAST_DOCK, 10_000)));
        return usable;
    }

    public WindowState {
        // The file may have been written by anybody: a window must stay within reach whatever it says.
        width = Math.clamp(Double.isFinite(width) ? width : 1280, 640, 10_000);
        height = Math.clamp(Double.isFinite(height) ? height : 800, 400, 10_000);
        x = Double.isFinite(x) && x <= 20_000 ? x : -1;
        y = Double.isFinite(y) && y <= 20_000 ? y : -1;
        theme = theme == null ? "light" : theme;
        projects = projects == null ? List.of() : projects.stream().limit(50).toList();
        files = files == null ? List.of() : files.stream().limit(50).toList();
        closed = closed == null ? List.of() : closed.stream().limit(10).toList();
        consoles = consoles == null ? ConsoleSettings.FIRST : consoles;
        downloads = downloads == null ? List.of() : downloads.stream().limit(50).toList();
        sizes = sizes == null ? Map.of() : usable(sizes);
    }
}
