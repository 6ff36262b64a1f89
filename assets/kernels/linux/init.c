/*
 * The first process of a Linux that runs one program: /app.
 *
 * The initial RAM file system holds /init (this), /app, /diver/argv, /diver/env, /diver/outputs
 * (strings that end with NUL) and the net's files. The program's output goes to ttyS0. When it has
 * ended, the files named in /diver/outputs go to ttyS1 as a ustar stream, its exit status (128 +
 * signal where one ended it) to I/O port 0xE9 (QEMU's isa-debugcon), and a write to port 0xF4
 * (isa-debug-exit) ends the machine.
 *
 * There may also be, each a list of strings: /diver/channel, one device in the place of ttyS1, on
 * which the workbench can ask for a polite end too (channel.c); and for a program that does not run
 * on Linux itself /diver/modules, files of modules to load; /diver/offline, numbers of processors
 * to put offline; /diver/console, one device in the place of ttyS0; /diver/launcher, a command that
 * gets the program's argument list as further arguments and starts it.
 */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/io.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/reboot.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#include "init.h"

#define PROGRAM	      "/app"
#define OUTPUTS	      "/dev/ttyS1"
#define SERIAL	      "/dev/ttyS0"
#define CONSOLE_TRIES 1000
#define CONSOLE_PAUSE 10000000 /* ns */
#define STATUS_PORT   0xE9
#define EXIT_PORT     0xF4
#define TOOL_FAILED   125
#define CANNOT_START  126 /* as a shell says it; 127 where the program is not there */
#define NOT_FOUND     127
#define STRINGS_SIZE  (1 << 20) /* bytes of all arguments, or of all variables */
#define STRINGS_MAX   4096

static _Noreturn void end(int status);

/*
 * A file of strings that end with NUL, as a list that ends with NULL. Missing: an empty list. What
 * is too much ends the machine: a program must not start with half of its arguments.
 */
static char **read_strings(const char *path)
{
	char *text = calloc(1, STRINGS_SIZE + 2);
	char **list = calloc(STRINGS_MAX + 2, sizeof(*list));
	ssize_t length = 0, count = 1;
	int file = open(path, O_RDONLY | O_CLOEXEC);
	int used = 0;

	if (!text || !list) {
		perror("init: cannot read what the program gets");
		end(CANNOT_START);
	}
	while (file >= 0 && count > 0 && length <= STRINGS_SIZE) {
		count = read(file, text + length, (size_t)(STRINGS_SIZE + 1 - length));
		length += count > 0 ? count : 0;
	}
	if (file >= 0)
		close(file);
	for (char *at = text; at < text + length && used <= STRINGS_MAX; at += strlen(at) + 1)
		list[used++] = at;
	if (length > STRINGS_SIZE || used > STRINGS_MAX) {
		fprintf(stderr, "init: %s holds more than %d strings or %d bytes\n", path,
			STRINGS_MAX, STRINGS_SIZE);
		end(CANNOT_START);
	}
	return list;
}

static void mount_at(const char *type, const char *path)
{
	mkdir(path, 0755);
	if (mount(type, path, type, MS_NOSUID, NULL) != 0 && errno != EBUSY)
		fprintf(stderr, "init: cannot mount %s: %s\n", path, strerror(errno));
}

/* The console becomes standard input, output and error; false where it cannot be opened. */
static bool open_console(const char *path)
{
	int console = open(path, O_RDWR | O_NOCTTY);

	if (console < 0)
		return false;
	for (int descriptor = 0; descriptor < 3; descriptor++)
		dup2(console, descriptor);
	if (console > 2)
		close(console);
	return true;
}

/*
 * The console becomes the terminal of this process's session. The program must not lead that
 * session: when a leader ends, Linux hangs the terminal up and throws away what has not gone out
 * yet.
 */
static void take_terminal(void)
{
	setsid();
	ioctl(0, TIOCSCTTY, 1);
	signal(SIGTTOU, SIG_IGN);
}

/* In the child: the foreground group, so that ^C reaches the program and nobody else. */
static _Noreturn void become(const char *program, char **arguments, char **environment)
{
	static char name[] = PROGRAM;
	static char *no_arguments[] = {name, NULL};
	int error;

	setpgid(0, 0);
	tcsetpgrp(0, getpgrp());
	signal(SIGTTOU, SIG_DFL);
	sigprocmask(SIG_SETMASK, &(sigset_t){0}, NULL);
	execve(program, arguments[0] ? arguments : no_arguments, environment);
	error = errno;
	fprintf(stderr, "init: cannot start %s: %s\n", program,
		error == ENOENT && access(program, F_OK) == 0
			? "the loader that it names is not in the guest"
			: strerror(error));
	_exit(error == ENOENT ? NOT_FOUND : CANNOT_START);
}

/* For its arrival only: it interrupts ppoll(). */
static void note_child(int signal)
{
	(void)signal;
}

/*
 * The status of the child when it has ended. As the first process this also buries whoever is left
 * over. Asked for a polite end, it sends the child SIGTERM, once: as docker stop does, to the
 * program and not to its children.
 */
static int await(pid_t child, int channel)
{
	struct pollfd asked = {.fd = channel, .events = POLLIN};

	for (;;) {
		int status = 0;
		pid_t ended = waitpid(-1, &status, WNOHANG);

		if (ended == child)
			return status;
		if (ended > 0 || ppoll(&asked, 1, NULL, &(sigset_t){0}) <= 0)
			continue;
		if (channel_asks_for_end(channel))
			kill(child, SIGTERM);
		else if (asked.revents & POLLIN)
			continue;
		asked.fd = -1; /* from now on ignored */
	}
}

static int run(const char *program, char **arguments, char **environment, int channel)
{
	sigset_t children;
	pid_t child;
	int status;

	/* Let through by ppoll() alone, so that none comes just before it. */
	signal(SIGCHLD, note_child);
	sigemptyset(&children);
	sigaddset(&children, SIGCHLD);
	sigprocmask(SIG_BLOCK, &children, NULL);
	child = fork();
	if (child == 0)
		become(program, arguments, environment);
	if (child < 0) {
		perror("init: cannot fork");
		return CANNOT_START;
	}
	status = await(child, channel);
	kill(-1, SIGKILL);
	return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

/* Whichever way the machine has. */
static _Noreturn void end(int status)
{
	fflush(NULL);
	tcdrain(0);
	if (ioperm(STATUS_PORT, 1, 1) == 0 && ioperm(EXIT_PORT, 1, 1) == 0) {
		outb((unsigned char)status, STATUS_PORT);
		outb(0, EXIT_PORT);
	}
	reboot(RB_POWER_OFF);
	reboot(RB_AUTOBOOT);
	for (;;)
		pause();
}

/* The launcher's words, then the program's. */
static char **joined(char **launcher, char **arguments)
{
	char **all = calloc(2 * STRINGS_MAX + 2, sizeof(*all));
	int used = 0;

	if (!all) {
		perror("init: cannot start the launcher");
		end(CANNOT_START);
	}
	for (; *launcher; launcher++)
		all[used++] = *launcher;
	for (; *arguments; arguments++)
		all[used++] = *arguments;
	return all;
}

/* Modules first: the console may be one's, and is not there at once. */
static void prepare(void)
{
	bool ready = load_modules(read_strings("/diver/modules"));
	char **console = read_strings("/diver/console");

	if (console[0]) {
		for (int i = 0; i < CONSOLE_TRIES && !open_console(console[0]); i++)
			nanosleep(&(struct timespec){.tv_nsec = CONSOLE_PAUSE}, NULL);
		if (!isatty(1) || strcmp(ttyname(1), console[0]) != 0) {
			fprintf(stderr, "init: cannot open %s: %s\n", console[0], strerror(errno));
			ready = false;
		}
	}
	take_terminal();
	if (!put_offline(read_strings("/diver/offline")) || !ready)
		end(TOOL_FAILED);
}

int main(void)
{
	char **arguments, **environment, **outputs, **launcher, **channel;
	int status, asked;

	mount_at("devtmpfs", "/dev");
	mount_at("proc", "/proc");
	mount_at("sysfs", "/sys");
	mkdir("/tmp", 01777); /* no mount: the net may have put files there */
	open_console(SERIAL);
	prepare();
	arguments = read_strings("/diver/argv");
	environment = read_strings("/diver/env");
	outputs = read_strings("/diver/outputs");
	launcher = read_strings("/diver/launcher");
	channel = read_strings("/diver/channel");
	asked = channel[0] ? channel_open(channel[0]) : -1;
	status = launcher[0] ? run(launcher[0], joined(launcher, arguments), environment, asked)
			     : run(PROGRAM, arguments, environment, asked);
	if (outputs[0])
		send_outputs(channel[0] ? channel[0] : OUTPUTS, outputs);
	end(status);
}
