/// A rule that looks at one file at a time: pure, so that each is tried on a bad sample as well.
struct Rule: Sendable, CustomStringConvertible {
  let name: String
  /// Which files it speaks about.
  let concerns: @Sendable (SourceFile) -> Bool
  let check: @Sendable (SourceFile) -> [Offence]

  var description: String { name }

  func offences(in file: SourceFile) -> [Offence] { concerns(file) ? check(file) : [] }
}
