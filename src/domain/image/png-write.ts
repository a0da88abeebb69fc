import { crc32, joined } from './bytes.ts';
import { PNG_SIGNATURE } from './png-read.ts';

/** The rows of a picture as they are deflated: each with the filter, of three, that leaves the least. */
export function filteredRows(pixels: Uint8Array, width: number, height: number): Uint8Array {
  const length = width * 4;
  const rows = new Uint8Array(height * (1 + length));
  const tries = [new Uint8Array(length), new Uint8Array(length), new Uint8Array(length)] as const;
  for (let row = 0; row < height; row += 1) {
    const from = row * length;
    const sums = [0, 0, 0];
    for (let index = 0; index < length; index += 1) {
      const value = pixels[from + index] ?? 0;
      const left = index >= 4 ? (pixels[from + index - 4] ?? 0) : 0;
      const up = row > 0 ? (pixels[from + index - length] ?? 0) : 0;
      for (const [filter, rest] of [value, value - left, value - up].entries()) {
        const byte = rest & 0xff;
        const line = tries[filter];
        if (line !== undefined) line[index] = byte;
        sums[filter] = (sums[filter] ?? 0) + (byte < 128 ? byte : 256 - byte);
      }
    }
    const best = sums.indexOf(Math.min(...sums));
    rows[row * (1 + length)] = best;
    rows.set(tries[best] ?? tries[0], row * (1 + length) + 1);
  }
  return rows;
}

/** A PNG of eight bits a channel with alpha, and nothing else in it. */
export function writePng(width: number, height: number, deflated: Uint8Array): Uint8Array {
  const header = new Uint8Array(13);
  const view = new DataView(header.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  header.set([8, 6], 8);
  return joined([
    Uint8Array.from(PNG_SIGNATURE),
    chunk('IHDR', header),
    chunk('IDAT', deflated),
    chunk('IEND', new Uint8Array(0)),
  ]);
}

function chunk(type: string, content: Uint8Array): Uint8Array {
  const all = new Uint8Array(12 + content.length);
  const view = new DataView(all.buffer);
  view.setUint32(0, content.length);
  for (let index = 0; index < 4; index += 1) all[4 + index] = type.charCodeAt(index);
  all.set(content, 8);
  view.setUint32(8 + content.length, crc32(all.subarray(4, 8 + content.length)));
  return all;
}
