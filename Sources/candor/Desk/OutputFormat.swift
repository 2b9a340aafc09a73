internal import ArgumentParser

/// How an answer is written.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
  case text
  /// With stable keys.
  case json
}
