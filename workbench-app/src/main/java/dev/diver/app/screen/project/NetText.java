package dev.diver.app.screen.project;

import dev.diver.app.screen.common.Bench;
import dev.diver.core.kernel.Mode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Changes values of a {@code net.toml}, in its editor where it is open, else on the disk. */
final class NetText {
    private final Bench bench;
    private final Projects projects;
    private final Editors editors;

    NetText(Bench bench, Projects projects, Editors editors) {
        this.bench = bench;
        this.projects = projects;
        this.editors = editors;
    }

    /** @param values by option; empty removes the key */
    void set(Project project, Mode mode, Map<String, Optional<Object>> values, Runnable next) {
        var keys = new LinkedHashMap<List<String>, Optional<Object>>();
        values.forEach((key, value) -> keys.put(List.of("dive", mode.word(), key), value));
        set(project, keys, next);
    }

    void set(Project project, Map<List<String>, Optional<Object>> values, Runnable next) {
        var editor = editors.find(project.netFile());
        var given = editor.map(Editor::text);
        bench.tasks()
                .quietly(
                        () -> {
                            var before = given.isPresent() ? given.get() : TextFile.read(project.netFile());
                            var text = before;
                            for (var value : values.entrySet()) {
                                text = bench.engine().nets().withValue(text, value.getKey(), value.getValue());
                            }
                            if (editor.isEmpty() && !text.equals(before)) {
                                TextFile.write(project.netFile(), text, before);
                            }
                            return text;
                        },
                        text -> editor.ifPresentOrElse(
                                open -> {
                                    open.area().replace(text);
                                    open.save(next);
                                },
                                () -> projects.reload(project, next)),
                        bench.notices()::problem);
    }
}
