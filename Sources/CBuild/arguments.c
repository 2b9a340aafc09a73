#include "CBuild.h"

#include <sys/auxv.h>
#include <unistd.h>

static int count;
static char **arguments;

/* The C library of Linux hands constructors what it hands to main, before any Swift runs. */
__attribute__((constructor)) static void keep_arguments(int argc, char **argv) {
  count = argc;
  arguments = argv;
}

int candor_argument_count(void) { return count; }

const char *candor_argument(int index) { return arguments[index]; }

const char *candor_executable(void) {
  static const char link[] = "/proc/self/exe";
  if (access(link, X_OK) == 0) return link;
  return (const char *)getauxval(AT_EXECFN);
}
