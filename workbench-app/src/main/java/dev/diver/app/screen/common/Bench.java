package dev.diver.app.screen.common;

import dev.diver.core.Engine;

/** What each view is given: the engine, and the ways to work, to ask and to tell. */
public record Bench(Engine engine, Tasks tasks, Notices notices, Modals modals, Documents documents) {}
