// What is called of BoringSSL beside swift-crypto, which builds it and prefixes its symbols.
//
// swift-crypto sets up a key anew for every seal and opening, and allocates for every hash. For the
// entries' bodies and the tree, of which there are millions, a context lives as long as its key and a
// hash's state on the stack. The functions are documented in BoringSSL's aead.h and sha.h; one that a
// later swift-crypto no longer has fails to link.
#ifndef CANDOR_BORINGSSL_H
#define CANDOR_BORINGSSL_H

#include <stddef.h>
#include <stdint.h>

typedef struct evp_aead_st EVP_AEAD;
typedef struct evp_aead_ctx_st EVP_AEAD_CTX;

const EVP_AEAD *CCryptoBoringSSL_EVP_aead_aes_256_gcm(void);
EVP_AEAD_CTX *CCryptoBoringSSL_EVP_AEAD_CTX_new(
    const EVP_AEAD *aead, const uint8_t *key, size_t key_length, size_t tag_length);
// Wipes it, too.
void CCryptoBoringSSL_EVP_AEAD_CTX_free(EVP_AEAD_CTX *context);
int CCryptoBoringSSL_EVP_AEAD_CTX_seal(
    const EVP_AEAD_CTX *context, uint8_t *out, size_t *out_length, size_t most_out_length,
    const uint8_t *nonce, size_t nonce_length, const uint8_t *in, size_t in_length,
    const uint8_t *associated, size_t associated_length);
int CCryptoBoringSSL_EVP_AEAD_CTX_open(
    const EVP_AEAD_CTX *context, uint8_t *out, size_t *out_length, size_t most_out_length,
    const uint8_t *nonce, size_t nonce_length, const uint8_t *in, size_t in_length,
    const uint8_t *associated, size_t associated_length);

// A SHA256_CTX, and room beyond it.
typedef struct {
  uint64_t words[24];
} CandorSHA256State;

int CCryptoBoringSSL_SHA256_Init(CandorSHA256State *state);
int CCryptoBoringSSL_SHA256_Update(CandorSHA256State *state, const void *data, size_t length);
int CCryptoBoringSSL_SHA256_Final(uint8_t *out, CandorSHA256State *state);

#endif
