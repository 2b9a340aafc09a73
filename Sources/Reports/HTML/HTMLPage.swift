/// A page that stands for itself: no script, nothing from elsewhere. It prints to Letter and A4,
/// and says on every sheet what it is of.
enum HTMLPage {
  /// What stands on every sheet of paper.
  struct Running {
    /// Whom and what it is of.
    var subject: String
    /// Which ledger and which state of it.
    var origin: String
  }

  /// - Parameters:
  ///   - title: of the window.
  ///   - body: is markup already.
  static func render(title: String, running: Running, body: String) -> String {
    """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta http-equiv="Content-Security-Policy"
    content="default-src 'none'; style-src 'unsafe-inline'">
    <title>\(escaped(title))</title>
    <style>
    \(style(running))
    </style>
    </head>
    <body>
    <main>
    \(body)</main>
    </body>
    </html>

    """
  }

  /// Text within markup, also within an attribute.
  static func escaped(_ text: String) -> String {
    var escaped = ""
    for character in text.unicodeScalars {
      switch character {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      case "'": escaped += "&#39;"
      default: escaped.unicodeScalars.append(character)
      }
    }
    return escaped
  }

  /// A table with a heading for each column; cells are markup.
  static func table(
    caption: String, _ headings: [String], _ rows: [(classes: String, cells: [String])]
  ) -> String {
    let heading = headings.map { "<th scope=\"col\">\(escaped($0))</th>" }.joined()
    let lines = rows.map { row in
      let name = row.classes.isEmpty ? "" : " class=\"\(row.classes)\""
      return "<tr\(name)>" + row.cells.map { "<td>\($0)</td>" }.joined() + "</tr>\n"
    }
    return "<table>\n<caption>\(escaped(caption))</caption>\n<thead><tr>\(heading)</tr></thead>\n"
      + "<tbody>\n\(lines.joined())</tbody>\n</table>\n"
  }

  /// Names with what they are, as a list.
  static func list(_ items: [(name: String, markup: String)]) -> String {
    "<dl>\n"
      + items.map { "<dt>\(escaped($0.name))</dt><dd>\($0.markup)</dd>\n" }.joined() + "</dl>\n"
  }

  private static func style(_ running: Running) -> String {
    """
    :root { color-scheme: light; }
    body { font: 10pt/1.35 "Liberation Sans", Arial, sans-serif; margin: 0;
      color: #000; background: #fff; }
    main { max-width: 190mm; margin: 8mm auto; padding: 0 4mm; }
    h1 { font-size: 14pt; margin: 0 0 1mm; } h2 { font-size: 12pt; margin: 6mm 0 1mm; }
    h3 { font-size: 10pt; margin: 4mm 0 1mm; } p { margin: 0 0 2mm; }
    h1, h2, h3 { break-after: avoid; }
    dl { display: grid; grid-template-columns: max-content 1fr; gap: 0 4mm; margin: 0 0 3mm; }
    dt { font-weight: bold; } dd { margin: 0; overflow-wrap: anywhere; }
    table { border-collapse: collapse; width: 100%; margin: 0 0 3mm; }
    caption { text-align: left; font-weight: bold; padding: 1mm 0; }
    th, td { text-align: left; vertical-align: top; padding: 0.6mm 2mm 0.6mm 0;
      border-bottom: 0.2mm solid #999; overflow-wrap: anywhere; }
    td:nth-child(-n+2) { white-space: nowrap; }
    thead { display: table-header-group; } tr { break-inside: avoid; }
    .behind td:last-child { padding-left: 5mm; }
    .superseded .said { text-decoration: line-through; }
    .alarm, .owed { font-weight: bold; } .alarm::before { content: "\\25B2\\20"; }
    .mark { font-style: italic; } .fine { font-size: 8pt; color: #333; }
    figure { margin: 0 0 3mm; break-inside: avoid; } svg { width: 100%; height: auto; }
    @media print { main { max-width: none; margin: 0; padding: 0; } }
    @page { margin: 18mm 14mm 16mm; font: 8pt "Liberation Sans", Arial, sans-serif;
      @top-left { content: \(css(running.subject)); }
      @bottom-left { content: \(css(running.origin)); }
      @bottom-right { content: "page " counter(page) " of " counter(pages); } }
    """
  }

  /// A string of a style sheet: whatever is no letter or digit is written by its number.
  private static func css(_ text: String) -> String {
    let written = text.unicodeScalars.map { scalar -> String in
      let isPlain = scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || scalar == " "
      return isPlain ? String(scalar) : "\\" + String(scalar.value, radix: 16) + " "
    }
    return "\"\(written.joined())\""
  }
}
