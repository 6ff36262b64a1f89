#!/bin/sh
# Starts Diver with its own runtime: the workbench without arguments, the command with some.
self=$(readlink -f "$0")
lib=${self%/bin/*}/lib
case $# in 0) cache="workbench" ;; *) cache="command" ;; esac
# Above some 32 GB of heap addresses are wider, and the cache could not be used: a machine with much memory must not start slower.
exec "$lib/runtime/bin/java" -XX:AOTCache="$lib/app/$cache.aot" -Xlog:disable -Xlog:all=error:stderr -XX:+UseSerialGC -Xmx4g \
    --enable-native-access=ALL-UNNAMED -Dprism.order=sw -Ddiver.assets="$lib/app/assets" \
    -cp "@CLASSPATH@" dev.diver.app.Main "$@"
