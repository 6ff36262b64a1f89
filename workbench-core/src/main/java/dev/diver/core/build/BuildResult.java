package dev.diver.core.build;

import java.util.List;

/**
 * @param upToDate nothing had changed, so nothing was run
 * @param exitCode make's, 0 where it was not run
 */
public record BuildResult(
        boolean ok, boolean upToDate, int exitCode, long durationMs, List<Diagnostic> diagnostics, String output) {
    public BuildResult {
        diagnostics = List.copyOf(diagnostics);
    }
}
