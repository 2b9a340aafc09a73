#include "CFatalSignals.h"

#include <signal.h>
#include <stddef.h>
#include <unistd.h>

/* One sentence must be true of damage, of a disk that fails under a mapped file, and of a mistake of
 * our own that reads at a wrong address. */
static const char unreadable[] =
    "candor: stopped in the middle of reading: a file of the ledger is damaged, its disk fails, or "
    "this program has a mistake. What it has not acknowledged may not be recorded. candor verify "
    "tells what is damaged; keep this copy as it is.\n";

static const char mistaken[] =
    "candor: stopped by a mistake of its own, or by a system that gives no memory or no random "
    "bytes. What it has not acknowledged may not be recorded: look, and repeat it; then report "
    "this, with what was done.\n";

static const int fatal[] = {SIGBUS, SIGSEGV, SIGILL, SIGTRAP, SIGFPE, SIGABRT, SIGSYS};

static void answer(int signal) {
  int is_unreadable = signal == SIGBUS || signal == SIGSEGV;
  /* Nothing can be done about an answer that nobody takes. */
  ssize_t written = is_unreadable ? write(STDERR_FILENO, unreadable, sizeof unreadable - 1)
                                  : write(STDERR_FILENO, mistaken, sizeof mistaken - 1);
  (void)written;
  _exit(is_unreadable ? 65 : 70);
}

static void set(void (*handler)(int), int flags) {
  struct sigaction action = {.sa_handler = handler, .sa_flags = flags};
  /* A second signal while the first is answered: nothing is left that could be interrupted. */
  sigfillset(&action.sa_mask);
  for (size_t index = 0; index < sizeof fatal / sizeof *fatal; index++) {
    sigaction(fatal[index], &action, NULL);
  }
  /* Swift's runtime prints a backtrace on this one, too, though nothing has failed. */
  struct sigaction quit = {.sa_handler = SIG_DFL};
  sigaction(SIGQUIT, &quit, NULL);
}

void candor_fatal_signals_answer(void) {
  /* Where the stack itself has run out, there is no room on it for a handler. */
  static char room[64 << 10];
  stack_t stack = {.ss_sp = room, .ss_size = sizeof room};
  sigaltstack(&stack, NULL);
  set(answer, SA_ONSTACK);
}

void candor_fatal_signals_leave(void) { set(SIG_DFL, 0); }
