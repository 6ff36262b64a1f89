#!/bin/sh
# guard.sh - takes processors and memory of this machine from Linux for one dive, and gives them back whatever happens.
#
#	guard.sh begin DIR TIMER    starts the guard, and waits until it has taken all, or given all back
#	guard.sh beat DIR           each line of standard input is a sign of life; its end asks for the release
#	guard.sh run DIR            runs the dive's program
#	guard.sh signal DIR NAME    sends the program a signal
#	guard.sh release DIR WHY    asks the guard to give all back, and waits until it has
#
# DIR is the dive's own, such as /run/diver/ID. In it
#
#	steps      what to take, one a line: "cpu N", "memory N STATE" (STATE to give it back in), "module FILE"
#	journal    the steps that were begun, written before each; what is given back is this, last first
#	state      taking, taken, refused ..., giving, stuck ...; when all was given back, DIR is gone
#	beat       changes with each sign of life. No change for TIMER seconds: all is given back
#
# How each dive ended is in /run/diver/history. A guard that was killed leaves its journal; the next "begin" obeys it.
LC_ALL=C
PATH=/usr/sbin:/usr/bin:/sbin:/bin
export LC_ALL PATH
umask 077

sys=/sys/devices/system
command=$1
dir=$2
base=${dir%/*}
id=${dir##*/}
tries=5        # to give one thing back
patience=20    # seconds that one block of memory may take to go offline
history=200    # lines kept

fail() {
	printf '%s\n' "$*" >&2
	exit 1
}

state() {
	printf '%s\n' "$*" >"$dir/state.new" && mv "$dir/state.new" "$dir/state"
}

# The first line of a file as "got"; nothing where there is none. Starts no process.
get() {
	got=
	{ read -r got <"$1"; } 2>/dev/null
}

# When a process was started, in ticks, as "born": with its number, that is one process and no other (proc(5)).
birth() {
	get "/proc/$1/stat"
	# shellcheck disable=SC2086 # its fields
	set -- ${got##*) }
	born=${20}
}

# Whether the process that a file names ("pid") still is that one.
alive() {
	get "$1"
	pid=${got% *}
	since=${got#* }
	[ -n "$pid" ] || return 1
	birth "$pid"
	[ -n "$born" ] && [ "$since" = "$born" ]
}

# One guard at a time changes the machine. A lock whose owner is gone is nobody's.
lock() {
	until ln -s "$$" "$base/.lock" 2>/dev/null; do
		owner=$(readlink "$base/.lock") && [ -n "$owner" ] && ! [ -d "/proc/$owner" ] && rm -f "$base/.lock"
		sleep 0.1
	done
}

unlock() { rm -f "$base/.lock"; }

# What is in a block of memory, by how many pages. The numbers are bits of /proc/kpageflags
# (Documentation/admin-guide/mm/pagemap.rst).
contents() {
	get "$sys/memory/block_size_bytes"
	dd if=/proc/kpageflags bs=$((0x$got * 8 / 4096)) skip="$1" count=1 2>/dev/null |
		od -An -v -t x8 | tr -s ' ' '\n' | sort | uniq -c | {
		kernel=0 slab=0 tables=0 huge=0 locked=0 programs=0 files=0
		while read -r count flags; do
			[ -n "$flags" ] || continue
			flags=$((0x$flags))
			if [ $((flags >> 10 & 1 | flags >> 20 & 1)) = 1 ]; then
				continue # free, or no page at all
			elif [ $((flags >> 7 & 1)) = 1 ]; then
				slab=$((slab + count))
			elif [ $((flags >> 26 & 1)) = 1 ]; then
				tables=$((tables + count))
			elif [ $((flags >> 17 & 1)) = 1 ]; then
				huge=$((huge + count))
			elif [ $((flags >> 33 & 1)) = 1 ]; then
				locked=$((locked + count))
			elif [ $((flags >> 12 & 1)) = 1 ]; then
				programs=$((programs + count))
			elif [ $((flags >> 5 & 1)) = 1 ]; then
				files=$((files + count))
			else
				kernel=$((kernel + count))
			fi
		done
		for one in "$kernel Linux's own or free" "$slab Linux's own objects" "$tables page tables" "$huge huge pages" \
			"$locked locked by programs" "$programs memory of programs" "$files files in memory"; do
			[ "${one%% *}" = 0 ] || printf '%s%s %s' "${comma-}" "${one%% *}" "${one#* }"
			[ "${one%% *}" = 0 ] || comma=', '
		done
	}
}

# Programs with memory that is locked, pinned or in huge pages, as "name (pid)".
holders() {
	grep -lsE '^(VmLck|VmPin|HugetlbPages):[[:space:]]*[1-9]' /proc/[0-9]*/status | head -n 5 | while read -r status; do
		get "$status"
		at=${status%/status}
		printf ' %s (%s)' "${got#Name:?}" "${at##*/}"
	done
}

# What keeps a block of memory, and what Linux said of it last.
holder() {
	get "$sys/memory/memory$1/valid_zones"
	zone=$got
	pages=$(dmesg 2>/dev/null | tail -n 60 | sed -n 's/.*page dumped because: //p' | sort -u | head -n 3 | tr '\n' ';')
	inside=$(contents "$1")
	who=$(holders)
	printf 'its zone is %s%s%s%s' "${zone:-unknown}" "${inside:+; its pages are: $inside}" \
		"${who:+; programs with locked or huge pages:$who}" "${pages:+; Linux says of its pages: $pages}"
}

take_one() {
	case $1 in
	cpu)
		get "$sys/cpu/cpu$2/online"
		[ "$got" = 1 ] || { why="processor $2 is offline already"; return 1; }
		echo "$*" >>"$dir/journal"
		why=$( (echo 0 >"$sys/cpu/cpu$2/online") 2>&1) || { why="processor $2 does not go offline: $why"; return 1; }
		;;
	memory)
		get "$sys/memory/memory$2/state"
		[ "$got" = online ] || { why="memory block $2 is offline already"; return 1; }
		echo "$*" >>"$dir/journal"
		timeout -s KILL "$patience" sh -c "echo offline >$sys/memory/memory$2/state" 2>/dev/null || {
			why="memory block $2 does not go offline: $(holder "$2")"
			return 1
		}
		;;
	module)
		echo "$*" >>"$dir/journal"
		[ -d /sys/module/diver_cokernel ] && return 0
		why=$(insmod "$dir/$2" 2>&1) || { why="the module is refused: $why"; return 1; }
		;;
	*)
		why="unknown step: $*"
		return 1
		;;
	esac
}

# Whether another dive still counts on the module.
module_needed() {
	for other in "$base"/*/journal; do
		[ "$other" = "$dir/journal" ] && continue
		grep -q '^module ' "$other" 2>/dev/null && return 0
	done
	return 1
}

give_one() {
	case $1 in
	cpu)
		get "$sys/cpu/cpu$2/online"
		[ "$got" = 1 ] || (echo 1 >"$sys/cpu/cpu$2/online") 2>&1
		;;
	memory)
		get "$sys/memory/memory$2/state"
		[ "$got" = online ] || (echo "$3" >"$sys/memory/memory$2/state") 2>&1
		;;
	module)
		module_needed || ! [ -d /sys/module/diver_cokernel ] || rmmod diver_cokernel 2>&1
		;;
	esac
}

take() {
	lock
	while read -r step; do
		# shellcheck disable=SC2086 # words of a step
		take_one $step || {
			unlock
			return 1
		}
	done <"$dir/steps"
	unlock
}

# The proxy's end parks the co-kernel's processor: the module sees to that.
end_program() {
	for wait in 1 2 3 4 5 6 7 8 9 10; do
		alive "$dir/program" || return 0
		kill -KILL "$pid" 2>/dev/null
		sleep 0.2
	done
	return "$wait"
}

# Gives back what the journal says, last first, and forgets each thing that is Linux's again.
give() {
	state giving
	end_program
	lock
	stuck=
	touch "$dir/journal"
	sed '1!G;h;$!d' "$dir/journal" >"$dir/back"
	while read -r step; do
		try=0
		# shellcheck disable=SC2086 # words of a step
		until said=$(give_one $step); do
			try=$((try + 1))
			[ "$try" -lt "$tries" ] || {
				stuck="$stuck $step ($said);"
				break
			}
			sleep 1
		done
	done <"$dir/back"
	if [ -z "$stuck" ] && ! grep -q " $dir/" /proc/mounts; then
		{
			tail -n "$history" "$base/history" 2>/dev/null
			printf '%s %s\n' "$id" "$1"
		} >"$base/history.new"
		mv "$base/history.new" "$base/history"
		rm -rf "$dir"
	else
		state "stuck$stuck"
	fi
	unlock
}

# A reader of the statistics that still waits for somebody to write them goes home.
free_readers() {
	# shellcheck disable=SC2188 # to open it is all
	[ -p "$dir/root/diver/calls" ] && (: <>"$dir/root/diver/calls") 2>/dev/null
}

guard() {
	timer=$1
	trap '' HUP INT TERM
	trap : USR1
	birth $$
	echo "$$ $born" >"$dir/guard"
	state taking
	if ! take; then
		why_not=$why
		free_readers
		give "refused: $why_not"
		get "$dir/state"
		fail "$got"
	fi
	state taken
	get "$dir/beat"
	last=$got
	quiet=0
	while ! [ -e "$dir/release" ] && [ "$quiet" -lt "$timer" ]; do
		sleep 1 &
		wait $!
		get "$dir/beat"
		if [ "$got" = "$last" ]; then quiet=$((quiet + 1)); else quiet=0; fi
		last=$got
	done
	why="no sign of life for $timer s"
	get "$dir/release"
	why=${got:-$why}
	free_readers
	give "$why"
}

# Dives whose guard is gone, as after it was killed.
mend_all() {
	for other in "$base"/*/guard; do
		[ -e "$other" ] || continue
		alive "$other" || sh "$dir/guard.sh" mend "${other%/guard}"
	done
}

mend() { give "its guard was gone"; }

# How this dive ended.
noted() { grep "^$id " "$base/history" | tail -n 1 | cut -d' ' -f2-; }

begin() {
	mend_all
	# Not its child any more, and with nothing of the connection's.
	setsid sh "$dir/guard.sh" guard "$dir" "$1" </dev/null >"$dir/log" 2>&1 &
	for wait in 1 2 3 4 5 6; do
		limit=$((wait * 100))
		while [ "$limit" -gt 0 ]; do
			get "$dir/state"
			case $got in
			taken) exit 0 ;;
			stuck*) fail "$got" ;;
			esac
			[ -d "$dir" ] || fail "$(noted)"
			limit=$((limit - 1))
			sleep 0.1
		done
	done
	fail "the guard does not get on: $got"
}

ask() {
	[ -d "$dir" ] && printf '%s\n' "$1" >"$dir/release.new" && mv "$dir/release.new" "$dir/release"
	alive "$dir/guard" && kill -USR1 "$pid"
}

beat() {
	trap '' HUP
	while read -r sign; do
		[ -d "$dir" ] || exit 0
		echo "$sign" >"$dir/beat"
	done
	[ -d "$dir" ] && ask "the connection ended"
}

release() {
	ask "$1" 2>/dev/null
	for wait in 1 2 3 4 5 6 7 8 9 10 11 12; do
		for part in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
			[ -d "$dir" ] || {
				noted
				exit 0
			}
			get "$dir/state"
			case $got in stuck*) fail "$got" ;; esac
			sleep 0.1
		done
		alive "$dir/guard" || mend_all
	done
	fail "the guard still gives back ($wait, $part)"
}

run() {
	exec 4<>"$dir/root/diver/calls"
	sh "$dir/guard.sh" enter "$dir" 4>&-
	status=$?
	exec 4>&-
	exit "$status"
}

# The process that becomes the proxy.
enter() {
	birth $$
	echo "$$ $born" >"$dir/program"
	exec unshare -m sh "$dir/guard.sh" inside "$dir"
}

# In a file system of its own, which goes with it: the net's files, and Linux's devices.
inside() {
	mount --make-rprivate / || exit 125
	mount -o rbind /dev "$dir/root/dev" || exit 125
	mount -t proc proc "$dir/root/proc" || exit 125
	mount -t sysfs sysfs "$dir/root/sys" || exit 125
	for chroot in /usr/sbin/chroot /sbin/chroot /usr/bin/chroot /bin/chroot; do
		# shellcheck source=/dev/null
		[ -x "$chroot" ] && . "$dir/start"
	done
	exit 125
}

# One that comes before the program has begun waits for it, or it would be lost.
signal() {
	limit=50
	until [ -e "$dir/program" ] || ! [ -d "$dir" ] || [ "$limit" = 0 ]; do
		limit=$((limit - 1))
		sleep 0.1
	done
	alive "$dir/program" && kill "-$1" "$pid"
}

case $command in
begin | guard | mend | run | beat | release | enter | inside | signal) "$command" "$3" ;;
*) fail "usage: see $0" ;;
esac
