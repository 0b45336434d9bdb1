/** Words that an English sentence cannot do without, and a French one never has. */
export const english =
  /\b(the|is|are|of|and|with|to|by|an|this|that|it|missing|value|usage|show|cannot|must|needs?)\b/i

/** A space at which a line could break before a French sign, or within French quotes. */
export const breakable = /\S [:;!?»]|« /
