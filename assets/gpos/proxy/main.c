/*
 * cokernel-run: runs a Linux program on a co-kernel.
 *
 *	cokernel-run --region START,SIZE --cpu N --image FILE [--serial PORT] [--spin NS]
 *		     [--no-statistics] [--statistics PORT] [--panic PORT] [--program FILE]
 *		     -- NAME [ARGUMENT ...]
 *
 * FILE is the program; without it, NAME is. To the PORT of --statistics goes a stream of them; that
 * of --panic is QEMU's pvpanic, which a co-kernel that crashes tells so.
 *
 * Numbers as strtoull() takes them; bytes. Ends with the program's status, or by the signal that
 * ended the program; 125: the co-kernel could not be used, 126 and 127 as a shell.
 */
#include <getopt.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "proxy.h"

extern char **environ;

_Noreturn void fail(int status, const char *text, ...)
{
	va_list arguments;

	va_start(arguments, text);
	fputs("cokernel-run: ", stderr);
	vfprintf(stderr, text, arguments);
	fputc('\n', stderr);
	va_end(arguments);
	_exit(status);
}

static uint64_t number(const char *text, char **rest)
{
	char *end;
	uint64_t value = strtoull(text, &end, 0);

	if (end == text || (rest ? *end != ',' : *end != '\0'))
		fail(STATUS_FAILED, "not a number: %s", text);
	if (rest)
		*rest = end + 1;
	return value;
}

static struct options parse(int count, char **words)
{
	static const struct option known[] = {
		{"region", required_argument, NULL, 'r'},
		{"cpu", required_argument, NULL, 'c'},
		{"image", required_argument, NULL, 'i'},
		{"serial", required_argument, NULL, 's'},
		{"spin", required_argument, NULL, 'p'},
		{"no-statistics", no_argument, NULL, 'n'},
		{"panic", required_argument, NULL, 'k'},
		{"program", required_argument, NULL, 'f'},
		{"statistics", required_argument, NULL, 't'},
		{NULL, 0, NULL, 0},
	};
	struct options options = {.claim = {.version = COKERNEL_VERSION, .spin = 50000}};
	char *rest;
	int option;

	while ((option = getopt_long(count, words, "+", known, NULL)) != -1) {
		switch (option) {
		case 'r':
			options.claim.start = number(optarg, &rest);
			options.claim.size = number(rest, NULL);
			break;
		case 'c':
			options.claim.cpu = (uint32_t)number(optarg, NULL);
			break;
		case 'i':
			options.image = optarg;
			break;
		case 's':
			options.claim.serial_port = (uint32_t)number(optarg, NULL);
			break;
		case 'p':
			options.claim.spin = (uint32_t)number(optarg, NULL);
			break;
		case 'k':
			options.claim.panic_port = (uint32_t)number(optarg, NULL);
			break;
		case 'f':
			options.program = optarg;
			break;
		case 't':
			options.statistics = optarg;
			break;
		case 'n':
			options.claim.statistics_off = 1;
			break;
		default:
			exit(STATUS_FAILED);
		}
	}
	options.words = words + optind;
	if (!options.image || options.claim.size == 0 || !options.words[0])
		fail(STATUS_FAILED, "--region, --image and a program are needed");
	if (!options.program)
		options.program = options.words[0];
	return options;
}

static void *fill(void *cokernel)
{
	serve_fills(cokernel);
	return NULL;
}

int main(int count, char **words)
{
	struct options options = parse(count, words);
	struct cokernel cokernel = cokernel_start(&options);
	uint64_t run[5] = {0};
	pthread_t filler;

	if (pthread_create(&filler, NULL, fill, &cokernel) != 0)
		fail(STATUS_FAILED, "no thread could be made");
	run[1] = load_program(&cokernel, &options, environ, &run[0]);
	if (options.statistics)
		stream_start(&cokernel, options.statistics);
	signals_pass_on(&cokernel);
	cokernel_request(&cokernel, COKERNEL_REQUEST_RUN, run);
	serve(&cokernel);
}
