import { ascii, joined, uint16 } from './bytes.ts';
import { BROKEN, type Refusal, refuse, sizeProblem } from './limits.ts';

export const JPEG_SIGNATURE = [0xff, 0xd8, 0xff] as const;

export type CleanJpeg = {
  readonly kind: 'jpeg';
  readonly width: number;
  readonly height: number;
  readonly bytes: Uint8Array;
};

/** Tables and restart intervals: what decoding needs beside frame and scans. */
const TABLES: ReadonlySet<number> = new Set([0xc4, 0xdb, 0xdd]);
/** Baseline, extended and progressive Huffman frames; the others are lossless or arithmetic, which browsers do not show. */
const FRAMES: ReadonlySet<number> = new Set([0xc0, 0xc1, 0xc2]);
const ADOBE = 0xee;
const SCAN = 0xda;
const END = 0xd9;

/**
 * A JPEG written anew from what its picture is made of: frame, tables, scans, and Adobe's note of how colours are meant.
 * Comments, profiles, places, previews and whatever stands after its end are left out (ITU-T T.81, annex B).
 */
export function cleanJpeg(bytes: Uint8Array): CleanJpeg | Refusal {
  const kept: Uint8Array[] = [Uint8Array.of(0xff, 0xd8)];
  let size: { readonly width: number; readonly height: number } | null = null;
  let scans = 0;
  let at = 2;
  while (at + 2 <= bytes.length) {
    if (bytes[at] !== 0xff) return BROKEN;
    const marker = bytes[at + 1] ?? 0;
    // Fill bytes before a marker.
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (marker === END) {
      if (size === null || scans === 0) return BROKEN;
      return { ...size, kind: 'jpeg', bytes: joined([...kept, Uint8Array.of(0xff, END)]) };
    }
    const length = uint16(bytes, at + 2);
    const end = at + 2 + length;
    if (length < 2 || end > bytes.length) return BROKEN;
    const segment = bytes.subarray(at, end);
    at = end;
    if (FRAMES.has(marker)) {
      const frame: Frame | Refusal = size === null ? frameOf(segment) : BROKEN;
      if (frame.kind === 'refused') return frame;
      size = frame;
      kept.push(segment);
    } else if (TABLES.has(marker)) kept.push(segment);
    else if (marker === ADOBE && ascii(segment, 4, 9) === 'Adobe' && length === 14) kept.push(segment);
    else if (marker === SCAN) {
      if (size === null) return BROKEN;
      at = endOfScan(bytes, end);
      kept.push(segment, bytes.subarray(end, at));
      scans += 1;
    } else if (!isSkipped(marker)) return BROKEN;
  }
  return BROKEN;
}

/** Application data and comments. */
const isSkipped = (marker: number): boolean => (marker >= 0xe0 && marker <= 0xef) || marker === 0xfe;

type Frame = { readonly kind: 'frame'; readonly width: number; readonly height: number };

function frameOf(segment: Uint8Array): Frame | Refusal {
  const [depth, components] = [segment[4], segment[9] ?? 0];
  if (depth !== 8 || segment.length !== 10 + 3 * components) return BROKEN;
  if (components !== 1 && components !== 3) {
    return refuse('The picture has colours for printing (CMYK): export it in RGB.');
  }
  const [height, width] = [uint16(segment, 5), uint16(segment, 7)];
  return sizeProblem(width, height) ?? { kind: 'frame', width, height };
}

/** Where the data of a scan ends: at a marker that is neither a stuffed byte nor a restart. */
function endOfScan(bytes: Uint8Array, from: number): number {
  for (let at = from; at + 1 < bytes.length; at += 1) {
    if (bytes[at] !== 0xff) continue;
    const next = bytes[at + 1] ?? 0;
    if (next !== 0 && !(next >= 0xd0 && next <= 0xd7)) return at;
  }
  return bytes.length;
}
