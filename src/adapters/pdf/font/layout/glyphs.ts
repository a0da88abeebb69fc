/** A glyph on its way: what it says, and what may still become of it. */
export type Glyph = {
  glyph: number;
  /** The characters that it stands for; none for a part that follows another. */
  says: string;
  /** Which syllable it belongs to, where those matter. */
  syllable: number;
  /** The features that are on for it alone. */
  features: ReadonlySet<string>;
  /** Which ligature it is, or is a mark of, and of which part. */
  ligature: number;
  part: number;
  advance: number;
  x: number;
  y: number;
};

export const glyphOf = (glyph: number, says: string): Glyph => ({
  glyph,
  says,
  syllable: 0,
  features: new Set(),
  ligature: 0,
  part: 0,
  advance: 0,
  x: 0,
  y: 0,
});
