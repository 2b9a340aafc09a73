/// Which characters of a text a reader sees.
enum VisibleScalars {
  /// Whether it holds a letter or a figure of any script.
  static func says(_ text: String) -> Bool {
    text.unicodeScalars.contains { scalar in
      let properties = scalar.properties
      return !properties.isDefaultIgnorableCodePoint
        && (properties.isAlphabetic || properties.numericType != nil)
    }
  }

  /// Whether it holds something that is not seen and may change what is read: characters of
  /// direction and of zero width, separators of lines, fillers.
  static func hides(in text: String) -> Bool {
    let scalars = Array(text.unicodeScalars)
    return scalars.indices.contains { index in
      let scalar = scalars[index]
      switch scalar.properties.generalCategory {
      case .format:
        return !isJoiner(scalar) || !joins(scalars, at: index)
      case .lineSeparator, .paragraphSeparator: return true
      default:
        guard scalar.properties.isDefaultIgnorableCodePoint else { return false }
        // A variant of the character before it, as Japanese names are written with.
        return !scalar.properties.isVariationSelector || index == 0
      }
    }
  }

  private static func isJoiner(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "\u{200C}" || scalar == "\u{200D}"
  }

  /// Whether both neighbours are of scripts that are written with joiners; none of those below
  /// U+0600 is.
  private static func joins(_ scalars: [Unicode.Scalar], at index: Int) -> Bool {
    guard index > 0, index + 1 < scalars.count else { return false }
    return [scalars[index - 1], scalars[index + 1]].allSatisfy { neighbour in
      neighbour.value >= 0x600 && !isJoiner(neighbour)
        && (neighbour.properties.isAlphabetic
          || neighbour.properties.canonicalCombiningClass != .notReordered)
    }
  }
}
