package dev.diver.app.screen.debug;

import dev.diver.core.dive.ActiveDive;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What is debugged.
 *
 * @param name for the person, such as {@code hello}
 * @param net the net's directory, whose breakpoints count
 * @param dive empty for one of another process, and for what a run has left
 * @param ours whether the dive was started for this, and ends with it
 * @param past whether it is what a run has left, which can only be looked at
 */
record Subject(String name, Path net, Optional<ActiveDive> dive, boolean ours, boolean past) {}
