/* SPDX-License-Identifier: Apache-2.0 */
/*
 * How long a small program takes from the fork of its parent to its end: on Linux, and on the
 * co-kernel of the same machine, in turn. Prints medians in nanoseconds, one "NAME = NUMBER" a
 * line. To be started on the Linux of a partitioned machine; the small program is this one.
 */
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define ROUNDS	  41
#define LINE_SIZE 1024
#define SELF	  "/proc/self/exe"

static int64_t wall(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * 1000000000LL + now.tv_nsec;
}

static int64_t start(char *const *words)
{
	int64_t begin = wall();
	pid_t child = fork();
	int status;

	if (child == 0) {
		execv(words[0], words);
		_exit(127);
	}
	if (waitpid(child, &status, 0) != child || status != 0) {
		fprintf(stderr, "%s: status 0x%x\n", words[0], status);
		exit(1);
	}
	return wall() - begin;
}

static int compare(const void *left, const void *right)
{
	int64_t a = *(const int64_t *)left, b = *(const int64_t *)right;

	return a < b ? -1 : a > b;
}

static void report(const char *name, int64_t *samples)
{
	qsort(samples, ROUNDS, sizeof(samples[0]), compare);
	printf("%s = %lld\n", name, (long long)samples[ROUNDS / 2]);
}

/* What Linux leaves to the co-kernel: memmap=SIZEM$START on its command line. */
static void find_region(char *region, size_t size)
{
	char line[LINE_SIZE] = "";
	int file = open("/proc/cmdline", O_RDONLY);
	const char *reserved =
		read(file, line, sizeof(line) - 1) > 0 ? strstr(line, "memmap=") : NULL;
	unsigned long mebibytes, start;

	close(file);
	if (!reserved || sscanf(reserved, "memmap=%luM$%lx", &mebibytes, &start) != 2) {
		fputs("no memory is left to a co-kernel\n", stderr);
		exit(1);
	}
	snprintf(region, size, "0x%lx,0x%lx", start, mebibytes << 20);
}

int main(int count, char **words)
{
	static int64_t cokernel[ROUNDS], linux_alone[ROUNDS];
	char region[64], self[256];
	ssize_t length = readlink(SELF, self, sizeof(self) - 1);

	if (count > 1 && strcmp(words[1], "nothing") == 0)
		return 0;
	if (length < 0)
		return 1;
	self[length] = '\0';
	find_region(region, sizeof(region));

	char *const on_linux[] = {self, "nothing", NULL};
	char *const on_cokernel[] = {
		"/diver/cokernel-run", "--region", region, "--cpu",   "1", "--image",
		"/diver/cokernel",     "--",	   self,   "nothing", NULL};

	for (int i = 0; i < ROUNDS; i++) {
		cokernel[i] = start(on_cokernel);
		linux_alone[i] = start(on_linux);
	}
	report("cokernel", cokernel);
	report("linux", linux_alone);
	return 0;
}
