import { type PDF, PdfArray, PdfString } from '@libpdf/core';
import type { Typeface } from './typeface.ts';

/** Saves a document so that the same `source` gives the same bytes: identifier and font tags come from its digest. */
export async function saveReproducibly(pdf: PDF, typeface: Typeface, source: string): Promise<Uint8Array> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(source)));
  const id = PdfString.fromBytes(digest.slice(0, 16));
  pdf.context.info.trailer.set('ID', PdfArray.of(id, id));
  const bytes = await pdf.save({ subsetFonts: true });
  for (const [index, font] of typeface.fonts.entries()) {
    // The library draws the six letters of a subset (ISO 32000, 9.9.2) at random; any will do, if they stay.
    const drawn = font.baseFontName;
    overwrite(bytes, `/${drawn}`, `/${tagOf(digest, index)}${drawn.slice(6)}`);
  }
  return bytes;
}

function tagOf(digest: Uint8Array, index: number): string {
  const letters = [...digest.slice(16, 22)].map((byte, at) => 65 + ((byte + (at === 0 ? index : 0)) % 26));
  return String.fromCharCode(...letters);
}

/** Replaces every occurrence of an ASCII text by another of the same length, in place. */
function overwrite(bytes: Uint8Array, from: string, to: string): void {
  const wanted = new TextEncoder().encode(from);
  const written = new TextEncoder().encode(to);
  const first = wanted[0] ?? 0;
  for (let at = bytes.indexOf(first); at >= 0; at = bytes.indexOf(first, at + 1)) {
    if (wanted.every((byte, offset) => bytes[at + offset] === byte)) bytes.set(written, at);
  }
}
