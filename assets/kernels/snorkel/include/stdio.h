/*
 * C11 7.21 for the console: stdin, stdout and stderr are there, files are not. Output goes out at
 * once; one call of printf() is not torn apart by other processors up to 512 bytes.
 */
#ifndef STDIO_H
#define STDIO_H

#include <stdarg.h>
#include <stddef.h>

#define EOF    (-1)
#define BUFSIZ 512

typedef struct snorkel_file FILE;

extern FILE *const stdin;
extern FILE *const stdout;
extern FILE *const stderr;

/*
 * Conversions: d i u o x X c s p %, and f F e E g G with up to 17 digits; flags - + space # 0,
 * width and precision with *, lengths hh h l ll z t j.
 */
__attribute__((format(printf, 1, 2))) int printf(const char *restrict format, ...);
__attribute__((format(printf, 2, 3))) int fprintf(FILE *restrict file, const char *restrict format,
						  ...);
__attribute__((format(printf, 2, 3))) int sprintf(char *restrict to, const char *restrict format,
						  ...);
__attribute__((format(printf, 3, 4))) int snprintf(char *restrict to, size_t size,
						   const char *restrict format, ...);
int vprintf(const char *restrict format, va_list arguments);
int vfprintf(FILE *restrict file, const char *restrict format, va_list arguments);
int vsprintf(char *restrict to, const char *restrict format, va_list arguments);
int vsnprintf(char *restrict to, size_t size, const char *restrict format, va_list arguments);

int puts(const char *text);
int fputs(const char *restrict text, FILE *restrict file);
int putchar(int character);
int putc(int character, FILE *file);
int fputc(int character, FILE *file);
size_t fwrite(const void *restrict items, size_t size, size_t count, FILE *restrict file);

/* These wait for the console, line by line as long as it is in cooked mode. */
int getchar(void);
int getc(FILE *file);
int fgetc(FILE *file);
int ungetc(int character, FILE *file);
char *fgets(char *restrict to, int size, FILE *restrict file);
size_t fread(void *restrict items, size_t size, size_t count, FILE *restrict file);

int feof(FILE *file);
int ferror(FILE *file);
void clearerr(FILE *file);
int fflush(FILE *file);
void perror(const char *text);

#endif
