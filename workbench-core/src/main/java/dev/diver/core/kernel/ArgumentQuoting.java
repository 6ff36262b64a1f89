package dev.diver.core.kernel;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How an argument with spaces is written on a command line. */
public enum ArgumentQuoting {
    /** It cannot be: such an argument is refused. */
    @JsonProperty("none")
    NONE,
    /** In double quotes; a backslash before {@code "} and {@code \}. */
    @JsonProperty("double")
    DOUBLE
}
