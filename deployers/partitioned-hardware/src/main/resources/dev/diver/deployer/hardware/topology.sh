#!/bin/sh
# topology.sh - the files that tell what this machine is made of. Only reads. What is wanted is in "patterns", a line
# before this script; in the answer
#
#	+ NAME        NAME is there: a file, or a link to a directory, whose name says all
#	NAME:LINE     a line of that file
#	end           that was all
LC_ALL=C
PATH=/usr/sbin:/usr/bin:/sbin:/bin
export LC_ALL PATH

cd / || exit 1
# shellcheck disable=SC2154,SC2086 # it is before this script, and its patterns are to be those of files
set -- $patterns
for name; do
	# A pattern that nothing matches stands for itself.
	[ -e "$name" ] && printf '+ %s\n' "$name"
done
# Patterns overlap. One process reads thousands of files; what nobody may read is left out.
printf '%s\n' "$@" | sort -u | tr '\n' '\0' | xargs -0 grep -asH ''
echo end
