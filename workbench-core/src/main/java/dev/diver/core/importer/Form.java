package dev.diver.core.importer;

import com.fasterxml.jackson.annotation.JsonProperty;

/** In what a kernel came. */
enum Form {
    @JsonProperty("file")
    FILE,
    /** What a build left. */
    @JsonProperty("directory")
    DIRECTORY,
    @JsonProperty("kraftkit")
    KRAFTKIT,
    @JsonProperty("capstan")
    CAPSTAN
}
