#!/bin/sh
# facts.sh - what a dive must know of this machine, one fact a line: NAME VALUE. Only reads.
LC_ALL=C
PATH=/usr/sbin:/usr/bin:/sbin:/bin
export LC_ALL PATH

say() { printf '%s %s\n' "$1" "$2"; }

# The first line of a file, or the second argument.
line() {
	value=$2
	[ -r "$1" ] && { read -r value <"$1" || [ -n "$value" ] || value=$2; }
	printf '%s' "$value"
}

say uid "$(id -u)"
say machine "$(uname -m)"
say release "$(uname -r)"
say cmdline "$(head -c 4096 /proc/cmdline)"
say online "$(line /sys/devices/system/cpu/online 0)"
say present "$(line /sys/devices/system/cpu/present 0)"
say lockdown "$(sed -n 's/.*\[\([a-z]*\)\].*/\1/p' /sys/kernel/security/lockdown 2>/dev/null)"
say enforced "$(line /sys/module/module/parameters/sig_enforce N)"
say modules_disabled "$(line /proc/sys/kernel/modules_disabled 0)"
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
	say cpu "${cpu##*/cpu} $hotplug $node $(line "$cpu/topology/thread_siblings_list" -)"
done
say block_size "$(line /sys/devices/system/memory/block_size_bytes 0)"
for block in /sys/devices/system/memory/memory[0-9]*; do
	[ -e "$block" ] || continue
	say block "${block##*/memory} $(line "$block/state" -) $(line "$block/valid_zones" -)"
done
[ -d /sys/module/diver_cokernel ] && say module loaded
for dive in /run/diver/*/; do
	# It may end at any moment, and its files with it.
	region=$(line "$dive/region" '' 2>/dev/null)
	state=$(line "$dive/state" '' 2>/dev/null)
	[ -n "$region" ] && say region "$region"
	[ -n "$state" ] && say dive "$(basename "$dive") $state"
done
exit 0
