#include <errno.h>
#include <limits.h>
#include <snorkel.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "format.h"

struct snorkel_file {
	bool input;
	bool end;
	bool error;
	int pushed_back; /* by ungetc(), or EOF */
	size_t at, filled;
	char buffer[256];
};

static FILE files[] = {
	{.input = true, .pushed_back = EOF}, {.pushed_back = EOF}, {.pushed_back = EOF}};

FILE *const stdin = &files[0];
FILE *const stdout = &files[1];
FILE *const stderr = &files[2];

/* Gathers one printf() so that it goes out in one piece. */
struct console_sink {
	struct sink sink;
	size_t used;
	char buffer[512];
};

static void console_flush(struct console_sink *console)
{
	snorkel_console_write(console->buffer, console->used);
	console->used = 0;
}

static void console_put(struct sink *sink, const char *bytes, size_t count)
{
	struct console_sink *console = (struct console_sink *)sink;

	while (count > 0) {
		size_t part = sizeof(console->buffer) - console->used;

		if (part > count)
			part = count;
		memcpy(console->buffer + console->used, bytes, part);
		console->used += part;
		bytes += part;
		count -= part;
		if (console->used == sizeof(console->buffer))
			console_flush(console);
	}
}

struct string_sink {
	struct sink sink;
	char *to;
	size_t size; /* with the NUL */
};

static void string_put(struct sink *sink, const char *bytes, size_t count)
{
	struct string_sink *string = (struct string_sink *)sink;

	if (sink->total + 1 >= string->size)
		return;
	if (count > string->size - 1 - sink->total)
		count = string->size - 1 - sink->total;
	memcpy(string->to + sink->total, bytes, count);
}

static int result_of(size_t total)
{
	if (total > INT_MAX) {
		errno = ERANGE;
		return -1;
	}
	return (int)total;
}

static bool refuse_input(FILE *file)
{
	if (!file->input)
		return false;
	file->error = true;
	errno = EBADF;
	return true;
}

int vsnprintf(char *restrict to, size_t size, const char *restrict text, va_list arguments)
{
	struct string_sink string = {.sink = {.put = string_put}, .to = to, .size = size};

	format(&string.sink, text, arguments);
	if (size > 0)
		to[string.sink.total < size ? string.sink.total : size - 1] = '\0';
	return result_of(string.sink.total);
}

int vsprintf(char *restrict to, const char *restrict text, va_list arguments)
{
	return vsnprintf(to, SIZE_MAX / 2, text, arguments);
}

int vfprintf(FILE *restrict file, const char *restrict text, va_list arguments)
{
	struct console_sink console;

	if (refuse_input(file))
		return -1;
	console.sink = (struct sink){.put = console_put};
	console.used = 0;
	format(&console.sink, text, arguments);
	console_flush(&console);
	return result_of(console.sink.total);
}

int vprintf(const char *restrict text, va_list arguments)
{
	return vfprintf(stdout, text, arguments);
}

int printf(const char *restrict text, ...)
{
	va_list arguments;
	int result;

	va_start(arguments, text);
	result = vfprintf(stdout, text, arguments);
	va_end(arguments);
	return result;
}

int fprintf(FILE *restrict file, const char *restrict text, ...)
{
	va_list arguments;
	int result;

	va_start(arguments, text);
	result = vfprintf(file, text, arguments);
	va_end(arguments);
	return result;
}

int sprintf(char *restrict to, const char *restrict text, ...)
{
	va_list arguments;
	int result;

	va_start(arguments, text);
	result = vsprintf(to, text, arguments);
	va_end(arguments);
	return result;
}

int snprintf(char *restrict to, size_t size, const char *restrict text, ...)
{
	va_list arguments;
	int result;

	va_start(arguments, text);
	result = vsnprintf(to, size, text, arguments);
	va_end(arguments);
	return result;
}

size_t fwrite(const void *restrict items, size_t size, size_t count, FILE *restrict file)
{
	if (size == 0 || count == 0 || refuse_input(file))
		return 0;
	if (count > SIZE_MAX / size)
		return 0;
	snorkel_console_write(items, size * count);
	return count;
}

int fputs(const char *restrict text, FILE *restrict file)
{
	if (refuse_input(file))
		return EOF;
	snorkel_console_write(text, strlen(text));
	return 0;
}

int puts(const char *text)
{
	return printf("%s\n", text) < 0 ? EOF : 0;
}

int fputc(int character, FILE *file)
{
	char byte = (char)character;

	if (refuse_input(file))
		return EOF;
	snorkel_console_write(&byte, 1);
	return (unsigned char)byte;
}

int putc(int character, FILE *file)
{
	return fputc(character, file);
}

int putchar(int character)
{
	return fputc(character, stdout);
}

int fgetc(FILE *file)
{
	int character = file->pushed_back;

	if (!file->input) {
		file->error = true;
		errno = EBADF;
		return EOF;
	}
	if (character != EOF) {
		file->pushed_back = EOF;
		return character;
	}
	if (file->at == file->filled) {
		if (file->end)
			return EOF;
		file->at = 0;
		file->filled = snorkel_console_read(file->buffer, sizeof(file->buffer));
		if (file->filled == 0) {
			file->end = true;
			return EOF;
		}
	}
	return (unsigned char)file->buffer[file->at++];
}

int getc(FILE *file)
{
	return fgetc(file);
}

int getchar(void)
{
	return fgetc(stdin);
}

int ungetc(int character, FILE *file)
{
	if (character == EOF || file->pushed_back != EOF)
		return EOF;
	file->pushed_back = (unsigned char)character;
	file->end = false;
	return character;
}

char *fgets(char *restrict to, int size, FILE *restrict file)
{
	int length = 0;

	while (length < size - 1) {
		int character = fgetc(file);

		if (character == EOF)
			break;
		to[length++] = (char)character;
		if (character == '\n')
			break;
	}
	if (length == 0)
		return NULL;
	to[length] = '\0';
	return to;
}

size_t fread(void *restrict items, size_t size, size_t count, FILE *restrict file)
{
	char *to = items;
	size_t wanted = size * count, done = 0;

	if (size == 0 || count > SIZE_MAX / size)
		return 0;
	for (; done < wanted; done++) {
		int character = fgetc(file);

		if (character == EOF)
			break;
		to[done] = (char)character;
	}
	return done / size;
}

int feof(FILE *file)
{
	return file->end;
}

int ferror(FILE *file)
{
	return file->error;
}

void clearerr(FILE *file)
{
	file->end = false;
	file->error = false;
}

int fflush(FILE *file)
{
	(void)file;
	return 0;
}

void perror(const char *text)
{
	if (text && *text)
		printf("%s: %s\n", text, strerror(errno));
	else
		printf("%s\n", strerror(errno));
}
