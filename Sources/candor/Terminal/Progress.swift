/// A bar on standard error for work that takes a while; silent unless that is a terminal.
struct Progress {
  private let title: String
  private let isShown: Bool
  private var lastPermille = -1

  init(_ title: String, on terminal: Terminal) {
    self.title = title
    isShown = terminal.errorIsTerminal
  }

  mutating func update(_ done: Int, of total: Int) {
    guard isShown, total > 0 else { return }
    let permille = done * 1000 / total
    guard permille / 5 != lastPermille / 5 || done == total else { return }
    lastPermille = permille
    let filled = permille * 30 / 1000
    let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: 30 - filled)
    Output.note("\r\(title) \(bar) \(done) of \(total)", terminator: "")
  }

  /// Clears the line, so that what follows stands where the bar was.
  func finish() {
    guard isShown, lastPermille >= 0 else { return }
    Output.note("\r\u{1b}[K", terminator: "")
  }
}
