#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

size_t strlen(const char *text)
{
	const char *end = text;

	while (*end)
		end++;
	return (size_t)(end - text);
}

size_t strnlen(const char *text, size_t limit)
{
	const char *end = memchr(text, 0, limit);

	return end ? (size_t)(end - text) : limit;
}

char *strcpy(char *restrict to, const char *restrict from)
{
	memcpy(to, from, strlen(from) + 1);
	return to;
}

char *strncpy(char *restrict to, const char *restrict from, size_t count)
{
	size_t length = strnlen(from, count);

	memcpy(to, from, length);
	memset(to + length, 0, count - length);
	return to;
}

char *strcat(char *restrict to, const char *restrict from)
{
	strcpy(to + strlen(to), from);
	return to;
}

char *strncat(char *restrict to, const char *restrict from, size_t count)
{
	char *end = to + strlen(to);
	size_t length = strnlen(from, count);

	memcpy(end, from, length);
	end[length] = '\0';
	return to;
}

int strcmp(const char *left, const char *right)
{
	while (*left && *left == *right)
		left++, right++;
	return (unsigned char)*left - (unsigned char)*right;
}

int strncmp(const char *left, const char *right, size_t count)
{
	for (; count > 0; count--, left++, right++)
		if (*left != *right || *left == '\0')
			return (unsigned char)*left - (unsigned char)*right;
	return 0;
}

char *strchr(const char *text, int character)
{
	for (;; text++) {
		if (*text == (char)character)
			return (char *)text;
		if (*text == '\0')
			return NULL;
	}
}

char *strrchr(const char *text, int character)
{
	const char *found = NULL;

	for (;; text++) {
		if (*text == (char)character)
			found = text;
		if (*text == '\0')
			return (char *)found;
	}
}

char *strstr(const char *text, const char *part)
{
	size_t length = strlen(part);

	for (; *text || length == 0; text++) {
		if (strncmp(text, part, length) == 0)
			return (char *)text;
	}
	return NULL;
}

static size_t span(const char *text, const char *set, bool in)
{
	size_t length = 0;

	while (text[length] && (strchr(set, text[length]) != NULL) == in)
		length++;
	return length;
}

size_t strspn(const char *text, const char *accept)
{
	return span(text, accept, true);
}

size_t strcspn(const char *text, const char *reject)
{
	return span(text, reject, false);
}

char *strpbrk(const char *text, const char *accept)
{
	text += strcspn(text, accept);
	return *text ? (char *)text : NULL;
}

char *strtok_r(char *restrict text, const char *restrict separators, char **restrict rest)
{
	if (!text)
		text = *rest;
	text += strspn(text, separators);
	if (*text == '\0') {
		*rest = text;
		return NULL;
	}
	*rest = text + strcspn(text, separators);
	if (**rest)
		*(*rest)++ = '\0';
	return text;
}

char *strtok(char *restrict text, const char *restrict separators)
{
	static char *rest;

	return strtok_r(text, separators, &rest);
}

char *strndup(const char *text, size_t limit)
{
	size_t length = strnlen(text, limit);
	char *copy = malloc(length + 1);

	if (copy) {
		memcpy(copy, text, length);
		copy[length] = '\0';
	}
	return copy;
}

char *strdup(const char *text)
{
	return strndup(text, (size_t)-1);
}

char *strerror(int error)
{
	static const struct {
		int error;
		const char *text;
	} texts[] = {
		{0, "Success"},
		{EPERM, "Operation not permitted"},
		{ENOENT, "No such file or directory"},
		{EINTR, "Interrupted"},
		{EIO, "Input/output error"},
		{EBADF, "Bad file descriptor"},
		{EAGAIN, "Try again"},
		{ENOMEM, "Out of memory"},
		{EFAULT, "Bad address"},
		{EBUSY, "Busy"},
		{EINVAL, "Invalid argument"},
		{ENOSPC, "No space left"},
		{EDOM, "Argument out of domain"},
		{ERANGE, "Result out of range"},
		{ENOSYS, "Not implemented"},
	};

	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		if (texts[i].error == error)
			return (char *)texts[i].text;
	return "Unknown error";
}
