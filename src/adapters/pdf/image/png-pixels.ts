import { passesOf } from '../../../domain/image/png-read.ts';

/** What a PNG's header says of its pixels. */
export type Raster = {
  readonly width: number;
  readonly height: number;
  readonly depth: number;
  readonly type: number;
  readonly interlaced: boolean;
};

/** Samples of a pixel by its type: grey, colours, palette, grey with alpha, colours with alpha. */
const SAMPLES: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };
/** Three bytes of colour a pixel, and one of alpha where a pixel is not opaque. */
export function pixelsOf(
  raster: Raster,
  packed: Uint8Array,
  palette: Uint8Array,
  transparency: Uint8Array | null,
): { readonly colours: Uint8Array; readonly alpha: Uint8Array | null } {
  const { width, height, depth, type } = raster;
  const samples = SAMPLES[type];
  if (samples === undefined) throw new RangeError(`no PNG has pixels of type ${type}`);
  const colours = new Uint8Array(3 * width * height);
  const alpha = type >= 4 || transparency !== null ? new Uint8Array(width * height).fill(255) : null;
  const most = 2 ** depth - 1;
  const isGrey = type === 0 || type === 4;
  let from = 0;
  for (const pass of passesOf({ width, height, isInterlaced: raster.interlaced })) {
    const { left, top, stepX, stepY, width: across, height: down } = pass;
    const rowLength = Math.ceil((across * samples * depth) / 8);
    unfilter(packed, from, rowLength, down, Math.max(1, (samples * depth) >> 3));
    for (let row = 0; row < down; row += 1) {
      const start = from + row * (rowLength + 1) + 1;
      for (let column = 0; column < across; column += 1) {
        const value = (index: number): number => sampleAt(packed, start, column * samples + index, depth);
        const pixel = (top + row * stepY) * width + left + column * stepX;
        const scaled = (index: number): number => Math.round((value(index) * 255) / most);
        const first = value(0);
        for (let channel = 0; channel < 3; channel += 1) {
          const colour = type === 3 ? (palette[3 * first + channel] ?? 0) : scaled(isGrey ? 0 : channel);
          colours[3 * pixel + channel] = colour;
        }
        if (alpha === null) continue;
        if (type >= 4) alpha[pixel] = scaled(samples - 1);
        else if (type === 3) alpha[pixel] = transparency?.[first] ?? 255;
        else if (isClear(transparency, samples, value)) alpha[pixel] = 0;
      }
    }
    from += down * (rowLength + 1);
  }
  return { colours, alpha };
}

/** Whether a pixel has the one colour that is to be seen through. */
function isClear(
  transparency: Uint8Array | null,
  samples: number,
  value: (index: number) => number,
): boolean {
  if (transparency === null) return false;
  for (let index = 0; index < samples; index += 1) {
    const wanted = ((transparency[2 * index] ?? 0) << 8) | (transparency[2 * index + 1] ?? 0);
    if (value(index) !== wanted) return false;
  }
  return true;
}

function sampleAt(packed: Uint8Array, start: number, index: number, depth: number): number {
  if (depth === 8) return packed[start + index] ?? 0;
  if (depth === 16) return ((packed[start + 2 * index] ?? 0) << 8) | (packed[start + 2 * index + 1] ?? 0);
  const bit = index * depth;
  return ((packed[start + (bit >> 3)] ?? 0) >> (8 - depth - (bit & 7))) & (2 ** depth - 1);
}

/** Takes back, in place, what each row was predicted from (ISO 15948, 9). */
function unfilter(packed: Uint8Array, from: number, rowLength: number, rows: number, step: number): void {
  for (let row = 0; row < rows; row += 1) {
    const start = from + row * (rowLength + 1) + 1;
    const filter = packed[start - 1] ?? 0;
    for (let at = 0; at < rowLength; at += 1) {
      const here = start + at;
      const left = at >= step ? (packed[here - step] ?? 0) : 0;
      const above = row > 0 ? (packed[here - rowLength - 1] ?? 0) : 0;
      const corner = at >= step && row > 0 ? (packed[here - rowLength - 1 - step] ?? 0) : 0;
      packed[here] = (packed[here] ?? 0) + predicted(filter, left, above, corner);
    }
  }
}

function predicted(filter: number, left: number, above: number, corner: number): number {
  switch (filter) {
    case 1:
      return left;
    case 2:
      return above;
    case 3:
      return (left + above) >> 1;
    case 4: {
      const guess = left + above - corner;
      const [byLeft, byAbove, byCorner] = [
        Math.abs(guess - left),
        Math.abs(guess - above),
        Math.abs(guess - corner),
      ];
      if (byLeft <= byAbove && byLeft <= byCorner) return left;
      return byAbove <= byCorner ? above : corner;
    }
    default:
      return 0;
  }
}
