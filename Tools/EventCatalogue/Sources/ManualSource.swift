/// The manual's tables of events: what each is for, and which roles record it.
struct ManualSource {
  private let catalogue: Catalogue

  init(_ catalogue: Catalogue) { self.catalogue = catalogue }

  var text: String { commands }

  /// One paragraph an event, in the order of a course of treatment.
  private var commands: String {
    var seen: Set<String> = []
    return catalogue.events.filter { event in
      !event.options.help.isEmpty && seen.insert(event.identifier).inserted
    }.map { event in
      let example = event.options.example.isEmpty ? "" : " \(event.options.example)"
      return ".TP\n.B \(escaped(event.identifier + example))\n\(escaped(event.options.help))\n"
    }.joined()
  }

  private func escaped(_ text: String) -> String {
    text.replacing("\\", with: "\\e").replacing("-", with: "\\-").replacing("'", with: "\\(aq")
  }
}
