/// One place that breaks a rule of the house, and what to do about it.
struct Offence: Equatable, CustomStringConvertible {
  let path: String
  /// From 1; 0 where the file as a whole offends.
  let line: Int
  let message: String

  var description: String { line == 0 ? "\(path): \(message)" : "\(path):\(line): \(message)" }
}
