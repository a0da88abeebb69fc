import { ascii, crc32, joined, startsWith, uint32 } from './bytes.ts';
import { BROKEN, type Refusal, refuse, sizeProblem } from './limits.ts';

export const PNG_SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] as const;

/** Samples of a pixel by colour type, and the depths that it comes in (W3C PNG, 11.2.1). */
const COLOURS: ReadonlyMap<number, { readonly samples: number; readonly depths: readonly number[] }> =
  new Map([
    [0, { samples: 1, depths: [1, 2, 4, 8, 16] }],
    [2, { samples: 3, depths: [8, 16] }],
    [3, { samples: 1, depths: [1, 2, 4, 8] }],
    [4, { samples: 2, depths: [8, 16] }],
    [6, { samples: 4, depths: [8, 16] }],
  ]);

export type PngHeader = {
  readonly width: number;
  readonly height: number;
  readonly depth: number;
  readonly colour: number;
  readonly samples: number;
  readonly isInterlaced: boolean;
};

export type ReadPng = {
  readonly kind: 'png';
  readonly header: PngHeader;
  readonly palette: Uint8Array | null;
  readonly transparency: Uint8Array | null;
  /** Of all IDAT chunks, still deflated. */
  readonly data: Uint8Array;
};

/**
 * What a PNG's picture is made of: the header, the palette, its transparency and the data. Everything else, text, times,
 * profiles, what stands after the end, is passed over. Nothing is inflated yet, and nothing is that is too large.
 */
export function readPng(bytes: Uint8Array): ReadPng | Refusal {
  if (!startsWith(bytes, PNG_SIGNATURE)) return BROKEN;
  let header: PngHeader | null = null;
  let palette: Uint8Array | null = null;
  let transparency: Uint8Array | null = null;
  const data: Uint8Array[] = [];
  let at: number = PNG_SIGNATURE.length;
  while (at + 12 <= bytes.length) {
    const length = uint32(bytes, at);
    const end = at + 12 + length;
    if (end > bytes.length) return BROKEN;
    const type = ascii(bytes, at + 4, at + 8);
    if (crc32(bytes.subarray(at + 4, end - 4)) !== uint32(bytes, end - 4)) return BROKEN;
    const content = bytes.subarray(at + 8, end - 4);
    at = end;
    if (header === null) {
      const read = type === 'IHDR' && length === 13 ? headerOf(content) : BROKEN;
      if (read.kind === 'refused') return read;
      header = read.header;
      continue;
    }
    if (type === 'PLTE') palette = content;
    else if (type === 'tRNS') transparency = content;
    else if (type === 'IDAT') data.push(content);
    else if (type === 'acTL') return refuse('The picture moves: give one that stands still.');
    else if (type === 'IEND') {
      if (data.length === 0 || (header.colour === 3 && !isPalette(palette))) return BROKEN;
      return { kind: 'png', header, palette, transparency, data: joined(data) };
    }
  }
  return BROKEN;
}

const isPalette = (palette: Uint8Array | null): boolean =>
  palette !== null && palette.length > 0 && palette.length % 3 === 0 && palette.length <= 768;

function headerOf(content: Uint8Array): { readonly kind: 'header'; readonly header: PngHeader } | Refusal {
  const [width, height] = [uint32(content, 0), uint32(content, 4)];
  const [depth = 0, colour = 0, compression, filter, interlace = 0] = content.subarray(8);
  const of = COLOURS.get(colour);
  if (of === undefined || !of.depths.includes(depth)) return BROKEN;
  if (compression !== 0 || filter !== 0 || interlace > 1) return BROKEN;
  const problem = sizeProblem(width, height);
  if (problem !== null) return problem;
  const { samples } = of;
  return { kind: 'header', header: { width, height, depth, colour, samples, isInterlaced: interlace === 1 } };
}

/** A part of the picture that is filtered by itself: all of it, or one of Adam7's seven passes. */
export type Pass = {
  readonly left: number;
  readonly top: number;
  readonly stepX: number;
  readonly stepY: number;
  readonly width: number;
  readonly height: number;
};

const ADAM7 = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const;

export function passesOf({
  width,
  height,
  isInterlaced,
}: Pick<PngHeader, 'width' | 'height' | 'isInterlaced'>): readonly Pass[] {
  const steps = isInterlaced ? ADAM7 : ([[0, 0, 1, 1]] as const);
  return steps
    .map(([left, top, stepX, stepY]) => ({
      left,
      top,
      stepX,
      stepY,
      width: Math.ceil((width - left) / stepX),
      height: Math.ceil((height - top) / stepY),
    }))
    .filter((pass) => pass.width > 0 && pass.height > 0);
}

export const bytesOfRow = ({ depth, samples }: PngHeader, width: number): number =>
  Math.ceil((width * depth * samples) / 8);

/** How much the data is once it is inflated: a byte for each row's filter, and its pixels. More is a bomb, less is broken. */
export const inflatedBytes = (header: PngHeader): number =>
  passesOf(header).reduce((sum, { width, height }) => sum + height * (1 + bytesOfRow(header, width)), 0);
