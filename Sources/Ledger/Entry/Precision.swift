/// How exactly a stated time is known (`Schemas/entry.md`, header offset 62).
public enum Precision: UInt8, Sendable, Hashable, CaseIterable {
  case day = 1
  case minute = 2
  case second = 3
  case millisecond = 4
  case microsecond = 5
}
