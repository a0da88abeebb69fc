import { crc32, deflateSync } from 'node:zlib';

/** PNGs as the standard has them (W3C PNG, 8 to 11), drawn by a number and written without the sources that read them. */

export type Kind = { readonly colour: number; readonly depth: number; readonly isInterlaced: boolean };
type Sized = Kind & { readonly width: number; readonly height: number };

export const KINDS = [
  ...[1, 2, 4, 8, 16].map((depth) => ({ colour: 0, depth })),
  ...[8, 16].map((depth) => ({ colour: 2, depth })),
  ...[1, 2, 4, 8].map((depth) => ({ colour: 3, depth })),
  ...[8, 16].map((depth) => ({ colour: 4, depth })),
  ...[8, 16].map((depth) => ({ colour: 6, depth })),
];

export const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

type Chunk = readonly [type: string, content: Uint8Array, longer?: number, sum?: number];

/** A file of chunks; one may say that it is longer than it is, or have another check sum. */
export function fileOf(...chunks: readonly Chunk[]): Uint8Array {
  const parts = chunks.flatMap(([type, content, longer = 0, sum = 0]) => {
    const named = Buffer.concat([Buffer.from(type, 'latin1'), content]);
    const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(content.length + longer);
    check.writeUInt32BE((crc32(named) ^ sum) >>> 0);
    return [length, named, check];
  });
  return Uint8Array.from(Buffer.concat([Uint8Array.from(SIGNATURE), ...parts]));
}

const PLAIN = { width: 16, height: 16, depth: 8, colour: 6, compression: 0, filter: 0, interlace: 0 };
export const IHDR = {
  ...PLAIN,
  of(fields: Partial<typeof PLAIN>): Uint8Array {
    const { width, height, ...rest } = { ...PLAIN, ...fields };
    const header = Buffer.alloc(13);
    header.writeUInt32BE(width, 0);
    header.writeUInt32BE(height, 4);
    header.set([rest.depth, rest.colour, rest.compression, rest.filter, rest.interlace], 8);
    return Uint8Array.from(header);
  },
};

const SAMPLES = new Map([
  [0, 1],
  [2, 3],
  [3, 1],
  [4, 2],
  [6, 4],
]);
/** Which of the seven passes a pixel comes in, by its place in each square of eight (8.2). */
const PASSES = [
  '16462646',
  '77777777',
  '56565656',
  '77777777',
  '36463646',
  '77777777',
  '56565656',
  '77777777',
];

export type Drawn = Sized & {
  readonly file: Uint8Array;
  /** Filtered, and not deflated. */
  readonly rows: Uint8Array;
  readonly colours: number;
  readonly sample: (x: number, y: number, channel: number) => number;
  readonly palette: Uint8Array;
  readonly clear: readonly number[];
  readonly key: readonly number[] | null;
};

type Options = {
  /** The pixel whose colour is clear. */
  readonly key?: readonly [x: number, y: number];
  /** The alpha of the palette's first colours. */
  readonly clear?: readonly number[];
};

export function drawnPng(kind: Sized, seed: number, { key: at, clear = [] }: Options = {}): Drawn {
  const { width, height, colour, depth } = kind;
  const samples = SAMPLES.get(colour) ?? 0;
  const most = 2 ** depth;
  const colours = Math.min(most, 200);
  const drawn = (n: number) => ((Math.imul(n + 1 + seed * 7_919, 2_654_435_761) >>> 0) * 31) >>> 7;
  const sample = (x: number, y: number, channel: number) =>
    drawn((y * width + x) * samples + channel) % (colour === 3 ? colours : most);
  const palette = Uint8Array.from({ length: colours * 3 }, (_, n) => drawn(n + 5_000) & 255);
  const channels = [...Array(samples).keys()];
  const key = at === undefined ? null : channels.map((channel) => sample(...at, channel));
  const rows = Uint8Array.from(rowsOf(kind, (x, y) => channels.map((channel) => sample(x, y, channel))));
  const transparency = key?.flatMap((value) => [value >> 8, value & 255]) ?? clear;
  const file = fileOf(
    ['IHDR', IHDR.of({ width, height, depth, colour, interlace: Number(kind.isInterlaced) })],
    ...(colour === 3 ? [['PLTE', palette] as const] : []),
    ...(transparency.length > 0 ? [['tRNS', Uint8Array.from(transparency)] as const] : []),
    ['IDAT', Uint8Array.from(deflateSync(rows))],
    ['IEND', new Uint8Array(0)],
  );
  return { ...kind, file, rows, colours, sample, palette, clear, key };
}

function rowsOf(
  { width, height, depth, colour, isInterlaced }: Sized,
  pixel: (x: number, y: number) => readonly number[],
): readonly number[] {
  const places = [...Array(height).keys()].map((y) => [...Array(width).keys()].map((x) => [x, y] as const));
  const passOf = (x: number, y: number) => PASSES[y % 8]?.[x % 8];
  const passes = isInterlaced
    ? [...'1234567'].map((pass) =>
        places.map((row) => row.filter(([x, y]) => passOf(x, y) === pass)).filter((row) => row.length > 0),
      )
    : [places];
  const step = Math.max(1, ((SAMPLES.get(colour) ?? 0) * depth) / 8);
  return passes.flatMap((rows) => {
    let above: readonly number[] = [];
    return rows.flatMap((row, n) => {
      const line = packed(
        row.flatMap(([x, y]) => pixel(x, y)),
        depth,
      );
      // From the last to the first, so that a first row is filtered by what is above it, which is nothing.
      const filter = 4 - (n % 5);
      const written = line.map((byte, i) => {
        const [left, up, corner] = [line[i - step] ?? 0, above[i] ?? 0, above[i - step] ?? 0];
        return (byte - predicted(filter, left, up, corner)) & 255;
      });
      above = line;
      return [filter, ...written];
    });
  });
}

function packed(samples: readonly number[], depth: number): readonly number[] {
  if (depth === 16) return samples.flatMap((sample) => [sample >> 8, sample & 255]);
  const bits = samples.map((sample) => sample.toString(2).padStart(depth, '0')).join('');
  return (bits.match(/.{1,8}/g) ?? []).map((byte) => Number.parseInt(byte.padEnd(8, '0'), 2));
}

function predicted(filter: number, left: number, up: number, corner: number): number {
  if (filter === 3) return Math.floor((left + up) / 2);
  if (filter < 3) return [0, left, up][filter] ?? 0;
  const distance = (value: number) => Math.abs(left + up - corner - value);
  const [nearest = 0] = [left, up, corner].toSorted((a, b) => distance(a) - distance(b));
  return nearest;
}

/** What is to be seen: red, green, blue and alpha of eight bits. */
export function expectedPixels(png: Drawn): Uint8Array {
  const { width, height, colour, depth, sample, palette, clear, key } = png;
  const eight = (value: number) => (depth === 16 ? value >> 8 : Math.round((value / (2 ** depth - 1)) * 255));
  const pixels: number[] = [];
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const of = (channel: number) => sample(x, y, channel);
      const isKey = key?.every((value, channel) => of(channel) === value) === true;
      const at = of(0);
      if (colour === 3) pixels.push(...palette.subarray(at * 3, at * 3 + 3), clear[at] ?? 255);
      else if (colour === 2) pixels.push(eight(of(0)), eight(of(1)), eight(of(2)), isKey ? 0 : 255);
      else if (colour === 6) pixels.push(eight(of(0)), eight(of(1)), eight(of(2)), eight(of(3)));
      else pixels.push(eight(at), eight(at), eight(at), colour === 4 ? eight(of(1)) : isKey ? 0 : 255);
    }
  }
  return Uint8Array.from(pixels);
}
