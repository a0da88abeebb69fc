import { bytesOfRow, type Pass, type PngHeader, passesOf, type ReadPng } from './png-read.ts';

/** Decodes the inflated data to eight bits each of red, green, blue and alpha; null where it is broken. */
export function pixelsOf(
  { header, palette, transparency }: ReadPng,
  inflated: Uint8Array,
): Uint8Array | null {
  const { width, height } = header;
  const pixels = new Uint8Array(width * height * 4);
  const paint = painter(header, palette, transparency);
  let at = 0;
  for (const pass of passesOf(header)) {
    const length = bytesOfRow(header, pass.width);
    let above = new Uint8Array(length);
    for (let row = 0; row < pass.height; row += 1) {
      const line = inflated.slice(at + 1, at + 1 + length);
      if (!unfilter(inflated[at], line, above, Math.ceil((header.depth * header.samples) / 8))) return null;
      for (let column = 0; column < pass.width; column += 1) {
        if (!paint(line, column, pixels, placeOf(pass, row, column, width))) return null;
      }
      above = line;
      at += 1 + length;
    }
  }
  return pixels;
}

const placeOf = (pass: Pass, row: number, column: number, width: number): number =>
  ((pass.top + row * pass.stepY) * width + pass.left + column * pass.stepX) * 4;

/** Undoes a row's filter in place (W3C PNG, 9.2); false for one that there is not. */
function unfilter(filter: number | undefined, line: Uint8Array, above: Uint8Array, step: number): boolean {
  if (filter === undefined || filter > 4) return false;
  if (filter === 0) return true;
  for (let index = 0; index < line.length; index += 1) {
    const left = index >= step ? (line[index - step] ?? 0) : 0;
    const up = above[index] ?? 0;
    const corner = index >= step ? (above[index - step] ?? 0) : 0;
    line[index] = (line[index] ?? 0) + predicted(filter, left, up, corner);
  }
  return true;
}

function predicted(filter: number, left: number, up: number, corner: number): number {
  if (filter === 1) return left;
  if (filter === 2) return up;
  if (filter === 3) return (left + up) >> 1;
  const guess = left + up - corner;
  const [toLeft, toUp, toCorner] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)];
  if (toLeft <= toUp && toLeft <= toCorner) return left;
  return toUp <= toCorner ? up : corner;
}

type Paint = (line: Uint8Array, column: number, pixels: Uint8Array, at: number) => boolean;

/** How a pixel of a row becomes four bytes; false for a colour that the palette does not have. */
function painter(header: PngHeader, palette: Uint8Array | null, transparency: Uint8Array | null): Paint {
  const { depth, colour, samples } = header;
  const most = 2 ** Math.min(depth, 8) - 1;
  const raw = (line: Uint8Array, index: number): number => {
    if (depth === 16) return ((line[index * 2] ?? 0) << 8) | (line[index * 2 + 1] ?? 0);
    if (depth === 8) return line[index] ?? 0;
    const bit = index * depth;
    return ((line[bit >> 3] ?? 0) >> (8 - depth - (bit & 7))) & most;
  };
  const scaled = (value: number): number =>
    depth === 16 ? value >> 8 : depth === 8 ? value : (value * 255) / most;
  const keyed = (index: number): number =>
    transparency === null ? -1 : ((transparency[index * 2] ?? 0) << 8) | (transparency[index * 2 + 1] ?? 0);
  const keys = colour === 2 ? [keyed(0), keyed(1), keyed(2)] : [keyed(0)];
  return (line, column, pixels, at) => {
    const first = column * samples;
    if (colour === 3) {
      const index = raw(line, first);
      if (palette === null || index * 3 + 2 >= palette.length) return false;
      pixels.set(palette.subarray(index * 3, index * 3 + 3), at);
      pixels[at + 3] = transparency?.[index] ?? 255;
      return true;
    }
    const isColour = colour === 2 || colour === 6;
    for (let channel = 0; channel < 3; channel += 1) {
      pixels[at + channel] = scaled(raw(line, first + (isColour ? channel : 0)));
    }
    const hasAlpha = colour === 4 || colour === 6;
    const isKey =
      !hasAlpha && transparency !== null && keys.every((key, index) => raw(line, first + index) === key);
    pixels[at + 3] = hasAlpha ? scaled(raw(line, first + samples - 1)) : isKey ? 0 : 255;
    return true;
  };
}
