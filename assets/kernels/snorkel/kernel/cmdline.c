#include "cmdline.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "console.h"

#define LENGTH_MAX 8191 /* characters; QEMU passes any length, and the copy is static */

static char text[LENGTH_MAX + 1];
static char *parameters[CMDLINE_WORDS_MAX];
static char *arguments[CMDLINE_WORDS_MAX + 2];
static char *environment[CMDLINE_WORDS_MAX + 1];
static int parameter_count, environment_count;
static int argument_count = 1;
static char default_name[] = "app";

static bool blank(char character)
{
	return character == ' ' || character == '\t' || character == '\n' || character == '\r';
}

/* Takes one word from *source and writes it, unquoted, to the same bytes; NULL at the end. */
static char *next_word(char **source)
{
	char *from = *source;
	char *word, *to;
	bool quoted = false;

	while (blank(*from))
		from++;
	if (*from == '\0')
		return NULL;
	word = to = from;
	for (; *from && (quoted || !blank(*from)); from++) {
		if (*from == '"') {
			quoted = !quoted;
		} else {
			if (quoted && *from == '\\' && from[1])
				from++;
			*to++ = *from;
		}
	}
	*source = *from ? from + 1 : from;
	*to = '\0';
	return word;
}

static void add_parameter(char *word)
{
	if (strncmp(word, "env.", 4) == 0 && strchr(word, '=')) {
		if (environment_count == CMDLINE_WORDS_MAX)
			panic("more than %d environment variables", CMDLINE_WORDS_MAX);
		environment[environment_count++] = word + 4;
	} else {
		if (parameter_count == CMDLINE_WORDS_MAX)
			panic("more than %d words on the command line", CMDLINE_WORDS_MAX);
		parameters[parameter_count++] = word;
	}
}

/* The first "--" ends the parameters; every later one is an argument. */
void cmdline_init(const char *source)
{
	char *rest = text;
	bool after = false;

	if (source) {
		if (strnlen(source, LENGTH_MAX + 1) > LENGTH_MAX)
			panic("the command line is longer than %d characters", LENGTH_MAX);
		strcpy(text, source);
	}
	for (char *word; (word = next_word(&rest));) {
		if (!after && strcmp(word, "--") == 0) {
			after = true;
		} else if (!after) {
			add_parameter(word);
		} else {
			if (argument_count > CMDLINE_WORDS_MAX)
				panic("more than %d arguments", CMDLINE_WORDS_MAX);
			arguments[argument_count++] = word;
		}
	}
	arguments[0] = (char *)cmdline_value("program");
	if (!arguments[0])
		arguments[0] = default_name;
}

const char *cmdline_value(const char *key)
{
	size_t length = strlen(key);

	for (int i = parameter_count; i-- > 0;)
		if (strncmp(parameters[i], key, length) == 0 && parameters[i][length] == '=')
			return parameters[i] + length + 1;
	return NULL;
}

bool cmdline_flag(const char *word)
{
	for (int i = 0; i < parameter_count; i++)
		if (strcmp(parameters[i], word) == 0)
			return true;
	return false;
}

uint64_t cmdline_size(const char *key, uint64_t otherwise)
{
	const char *value = cmdline_value(key);
	char *unit;
	uint64_t number;
	unsigned int shift = 0;

	if (!value)
		return otherwise;
	number = strtoul(value, &unit, 10);
	if (*unit == 'K')
		shift = 10;
	else if (*unit == 'M')
		shift = 20;
	else if (*unit == 'G')
		shift = 30;
	if (shift)
		unit++;
	if (strcmp(unit, "iB") == 0)
		unit += 2;
	else if (strcmp(unit, "B") == 0)
		unit++;
	/* strtoul() itself would take a sign and blanks. */
	if (!isdigit(*value) || *unit || number == 0 || number > UINT64_MAX >> shift)
		panic("%s=%.40s is not a size; write 64K, 1MiB", key, value);
	return number << shift;
}

int cmdline_argc(void)
{
	return argument_count;
}

char **cmdline_argv(void)
{
	return arguments;
}

char **cmdline_environment(void)
{
	return environment;
}
