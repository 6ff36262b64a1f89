package dev.diver.core.language;

import dev.diver.core.net.Net;

/** Starts what knows a net's language; nothing of the net is run or changed by it. */
public interface LanguageServers {

    /**
     * Starts a server for the C sources of a net, which sees that net's own headers and its kernel's flags.
     *
     * @throws dev.diver.core.problem.DiverException UNTRUSTED where the person has not said that this project may be worked
     *     on by programs, MISSING_TOOL where the server is not installed
     */
    LanguageServer start(Net net);
}
