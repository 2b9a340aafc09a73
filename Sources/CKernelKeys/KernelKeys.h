/* add_key(2) and keyctl(2), which the C library does not wrap and Swift cannot call, because
 * syscall(2) is variadic. Each returns what the kernel returns, or the error number, negated. */
#ifndef CANDOR_KERNEL_KEYS_H
#define CANDOR_KERNEL_KEYS_H

#include <errno.h>
#include <linux/keyctl.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/statfs.h>
#include <sys/syscall.h>
#include <unistd.h>

static inline long kernel_keys_result(long result) { return result < 0 ? -(long)errno : result; }

static inline long kernel_keys_control(int verb, unsigned long a, unsigned long b, unsigned long c,
                                       unsigned long d) {
  return kernel_keys_result(syscall(SYS_keyctl, verb, a, b, c, d));
}

/* The session keyring that this process has come with. Asked for without "create": where there is
 * none of its own the kernel answers with the account's, which outlives us; a created one would
 * end with this process, and every key in it. */
static inline long kernel_keys_session_keyring(void) {
  return kernel_keys_control(KEYCTL_GET_KEYRING_ID, (unsigned long)KEY_SPEC_SESSION_KEYRING, 0, 0,
                             0);
}

/* Adds a key of type "user", or gives the one of that description a new payload. */
static inline long kernel_keys_add(const char *description, const void *payload, size_t count,
                                   int32_t keyring) {
  return kernel_keys_result(
      syscall(SYS_add_key, "user", description, payload, count, (unsigned long)keyring));
}

static inline long kernel_keys_find(int32_t keyring, const char *description) {
  return kernel_keys_control(KEYCTL_SEARCH, (unsigned long)keyring, (unsigned long)"user",
                             (unsigned long)description, 0);
}

/* The length of the payload, which may be more than there was room for. */
static inline long kernel_keys_read(int32_t key, void *buffer, size_t room) {
  return kernel_keys_control(KEYCTL_READ, (unsigned long)key, (unsigned long)buffer, room, 0);
}

/* "type;uid;gid;permissions;description" with its end mark; the length that it has. */
static inline long kernel_keys_describe(int32_t key, char *buffer, size_t room) {
  return kernel_keys_control(KEYCTL_DESCRIBE, (unsigned long)key, (unsigned long)buffer, room, 0);
}

/* Whoever possesses the key may view, read, write, search and set attributes; nobody else may do
 * anything, not even the same account (keyrings(7)). */
static inline long kernel_keys_keep_to_possessor(int32_t key) {
  return kernel_keys_control(KEYCTL_SETPERM, (unsigned long)key, 0x2f000000, 0, 0);
}

static inline long kernel_keys_set_timeout(int32_t key, uint32_t seconds) {
  return kernel_keys_control(KEYCTL_SET_TIMEOUT, (unsigned long)key, seconds, 0, 0);
}

/* Gone at once for everybody who holds it. */
static inline long kernel_keys_revoke(int32_t key) {
  return kernel_keys_control(KEYCTL_REVOKE, (unsigned long)key, 0, 0, 0);
}

static inline long kernel_keys_unlink(int32_t key, int32_t keyring) {
  return kernel_keys_control(KEYCTL_UNLINK, (unsigned long)key, (unsigned long)keyring, 0, 0);
}

#endif
