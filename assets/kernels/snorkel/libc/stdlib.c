#include <snorkel.h>
#include <stdlib.h>
#include <string.h>

#define EXIT_FUNCTIONS_MAX 32
#define STATUS_ABORTED	   134 /* 128 + SIGABRT, as a shell says it */

static char *no_environment[1];
char **environ = no_environment;

static void (*exit_functions[EXIT_FUNCTIONS_MAX])(void);
static unsigned int exit_function_count;
static unsigned long random_state = 1;

char *getenv(const char *name)
{
	size_t length = strlen(name);

	for (char **entry = environ; *entry; entry++)
		if (strncmp(*entry, name, length) == 0 && (*entry)[length] == '=')
			return *entry + length + 1;
	return NULL;
}

int atexit(void (*function)(void))
{
	if (exit_function_count == EXIT_FUNCTIONS_MAX)
		return -1;
	exit_functions[exit_function_count++] = function;
	return 0;
}

_Noreturn void exit(int status)
{
	while (exit_function_count > 0)
		exit_functions[--exit_function_count]();
	_Exit(status);
}

_Noreturn void _Exit(int status)
{
	snorkel_exit(status);
}

_Noreturn void abort(void)
{
	static const char text[] = "abort() was called\n";

	snorkel_console_write(text, sizeof(text) - 1);
	_Exit(STATUS_ABORTED);
}

int abs(int number)
{
	return number < 0 ? -number : number;
}

long labs(long number)
{
	return number < 0 ? -number : number;
}

div_t div(int numerator, int denominator)
{
	return (div_t){numerator / denominator, numerator % denominator};
}

ldiv_t ldiv(long numerator, long denominator)
{
	return (ldiv_t){numerator / denominator, numerator % denominator};
}

/* Knuth's MMIX generator (TAOCP volume 2, 3.3.4), its upper bits. */
int rand(void)
{
	random_state = random_state * 6364136223846793005UL + 1442695040888963407UL;
	return (int)(random_state >> 33);
}

void srand(unsigned int seed)
{
	random_state = seed;
}
