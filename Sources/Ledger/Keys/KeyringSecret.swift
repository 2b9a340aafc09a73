/// The secrets of the site that a keyring holds besides data keys, sealed under the keyring key.
///
/// The raw value is the row's name in the table `meta`, for ever.
enum KeyringSecret: String, CaseIterable {
  /// Ed25519 seed that signs checkpoints.
  case siteSeed = "site seed"
  /// Keys the digests by which records are looked up.
  case lookupKey = "look-up key"
  /// Keys the projections' rows that belong to no one chart.
  case projectionKey = "projection key"
}
