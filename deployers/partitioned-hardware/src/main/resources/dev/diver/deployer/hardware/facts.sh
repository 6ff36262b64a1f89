#!/bin/sh
# facts.sh - what a dive must know of this machine, one fact a line: NAME VALUE. Only reads.
LC_ALL=C
PATH=/usr/sbin:/usr/bin:/sbin:/bin
export LC_ALL PATH

say() { printf '%s %s\n' "$1" "$2"; }

# The first line of a file as "got", or the second argument. Starts no process: there may be thousands of files.
get() {
	got=
	{ read -r got <"$1"; } 2>/dev/null
	got=${got:-$2}
}

fact() {
	get "$2" "$3"
	say "$1" "$got"
}

say uid "$(id -u)"
say machine "$(uname -m)"
say release "$(uname -r)"
say cmdline "$(head -c 4096 /proc/cmdline)"
fact online /sys/devices/system/cpu/online 0
fact present /sys/devices/system/cpu/present 0
get /sys/kernel/security/lockdown '[]'
got=${got#*\[}
say lockdown "${got%%\]*}"
fact enforced /sys/module/module/parameters/sig_enforce N
fact modules_disabled /proc/sys/kernel/modules_disabled 0
for variable in /sys/firmware/efi/efivars/SecureBoot-*; do
	[ -r "$variable" ] && say secureboot "$(od -An -t u1 -j 4 -N 1 "$variable" | tr -d ' ')"
done
for tool in unshare chroot mount setsid mkfifo tar timeout insmod rmmod; do
	command -v "$tool" >/dev/null || say missing "$tool"
done
for cpu in /sys/devices/system/cpu/cpu[0-9]*; do
	hotplug=0
	[ -e "$cpu/online" ] && hotplug=1
	node=-
	for link in "$cpu"/node[0-9]*; do
		[ -e "$link" ] && node=${link##*/node}
	done
	get "$cpu/topology/thread_siblings_list" -
	say cpu "${cpu##*/cpu} $hotplug $node $got"
done
fact block_size /sys/devices/system/memory/block_size_bytes 0
for block in /sys/devices/system/memory/memory[0-9]*; do
	[ -e "$block" ] || continue
	get "$block/state" -
	state=$got
	get "$block/valid_zones" -
	say block "${block##*/memory} $state $got"
done
[ -d /sys/module/diver_cokernel ] && say module loaded
for dive in /run/diver/*/; do
	# It may end at any moment, and its files with it.
	get "$dive/region" ''
	[ -n "$got" ] && say region "$got"
	get "$dive/state" ''
	dive=${dive%/}
	[ -n "$got" ] && say dive "${dive##*/} $got"
done
exit 0
