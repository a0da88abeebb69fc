import { deflateSync, inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { pixelsOf } from '../../../src/domain/image/png-pixels.ts';
import { inflatedBytes, readPng } from '../../../src/domain/image/png-read.ts';
import { filteredRows, writePng } from '../../../src/domain/image/png-write.ts';
import { drawnPng, expectedPixels, fileOf, IHDR, KINDS, type Kind, SIGNATURE } from '../../support/pngs.ts';

const [WIDTH, HEIGHT] = [19, 17];
const read = (bytes: Uint8Array) => {
  const png = readPng(bytes);
  if (png.kind === 'refused') throw new Error(png.why);
  return png;
};
const decoded = (bytes: Uint8Array) => {
  const png = read(bytes);
  const inflated = inflateSync(png.data);
  expect(inflated.length).toBe(inflatedBytes(png.header));
  return pixelsOf(png, inflated);
};
const why = (bytes: Uint8Array) => {
  const png = readPng(bytes);
  return png.kind === 'refused' ? png.why : 'read';
};

const kinds = KINDS.flatMap((kind) => [
  [`colour ${kind.colour} of ${kind.depth} bits`, { ...kind, isInterlaced: false }] as const,
  [`colour ${kind.colour} of ${kind.depth} bits, interlaced`, { ...kind, isInterlaced: true }] as const,
]);

describe('a PNG', () => {
  it.each(kinds)('of %s is read pixel by pixel, with each filter', (_, kind) => {
    for (let seed = 0; seed < 2; seed += 1) {
      const png = drawnPng({ ...kind, width: WIDTH, height: HEIGHT }, seed);
      expect(decoded(png.file)).toEqual(expectedPixels(png));
    }
  });

  it.each([
    [0, 16],
    [0, 4],
    [2, 8],
    [2, 16],
  ])(
    'of colour %s and %s bits is clear where it has the colour of its key, and nowhere else',
    (colour, depth) => {
      const kind: Kind = { colour, depth, isInterlaced: false };
      const png = drawnPng({ ...kind, width: WIDTH, height: HEIGHT }, 7, { key: [3, 4] });
      const pixels = expectedPixels(png);
      expect(pixels.filter((value, index) => index % 4 === 3 && value === 0).length).toBeGreaterThan(0);
      expect(decoded(png.file)).toEqual(pixels);
    },
  );

  it('with fewer clear colours than its palette has shows the others whole', () => {
    const kind: Kind = { colour: 3, depth: 8, isInterlaced: false };
    const png = drawnPng({ ...kind, width: WIDTH, height: HEIGHT }, 3, { clear: [0, 128] });
    expect(decoded(png.file)).toEqual(expectedPixels(png));
  });

  it('that is smaller than a pass of its rows is read too', () => {
    for (const [width, height] of [
      [1, 1],
      [3, 2],
      [5, 9],
    ] as const) {
      const png = drawnPng({ colour: 6, depth: 8, isInterlaced: true, width, height }, 1);
      const header = { width, height, depth: 8, colour: 6, samples: 4, isInterlaced: true };
      expect(inflatedBytes(header)).toBe(png.rows.length);
      const data = { kind: 'png', header, palette: null, transparency: null, data: png.rows } as const;
      expect(pixelsOf(data, png.rows)).toEqual(expectedPixels(png));
    }
  });

  it('of a filter that there is not is broken, and so is one that ends within', () => {
    const png = drawnPng({ colour: 0, depth: 8, isInterlaced: false, width: WIDTH, height: HEIGHT }, 1);
    const data = read(png.file);
    const at = WIDTH + 1;
    const filteredBy = (filter: number) =>
      pixelsOf(
        data,
        Uint8Array.from(png.rows, (byte, place) => (place === at ? filter : byte)),
      );
    expect([0, 1, 2, 3, 4].filter((filter) => filteredBy(filter) === null)).toEqual([]);
    expect([5, 255].map(filteredBy)).toEqual([null, null]);
    expect(pixelsOf(data, png.rows.subarray(0, at))).toBeNull();
  });

  it('of a colour that its palette does not have is broken', () => {
    const png = drawnPng({ colour: 3, depth: 8, isInterlaced: false, width: WIDTH, height: HEIGHT }, 1);
    const data = read(png.file);
    const of = (colour: number, palette: Uint8Array | null) => {
      const rows = new Uint8Array(png.rows.length);
      rows[1] = colour;
      return pixelsOf({ ...data, palette }, rows);
    };
    expect(of(png.colours - 1, png.palette)).not.toBeNull();
    expect(of(png.colours, png.palette)).toBeNull();
    expect(of(0, null)).toBeNull();
  });

  it('is written so that it reads the same', () => {
    for (let seed = 0; seed < 4; seed += 1) {
      const png = drawnPng({ colour: 6, depth: 8, isInterlaced: false, width: WIDTH, height: HEIGHT }, seed);
      const pixels = expectedPixels(png);
      const rows = filteredRows(pixels, WIDTH, HEIGHT);
      const file = writePng(WIDTH, HEIGHT, deflateSync(rows));
      expect(decoded(file)).toEqual(pixels);
      expect(read(file).header).toEqual({
        width: WIDTH,
        height: HEIGHT,
        depth: 8,
        colour: 6,
        samples: 4,
        isInterlaced: false,
      });
    }
  });

  it('is written with the filter that leaves the least of each row', () => {
    const row = (at: (column: number) => number) => Array.from({ length: WIDTH * 4 }, (_, i) => at(i >> 2));
    const pixels = Uint8Array.from([
      ...row(() => 40), // the same all along
      ...row((column) => (column % 2 === 0 ? 3 : 253)), // little in itself: 253 is three less than nothing
      ...row((column) => (column % 2 === 0 ? 4 : 252)), // nearly as above
      ...row((column) => (column % 2 === 0 ? 253 : 3)),
    ]);
    const rows = filteredRows(pixels, WIDTH, 4);
    expect([0, 1, 2, 3].map((at) => rows[at * (1 + WIDTH * 4)])).toEqual([1, 0, 2, 0]);
  });
});

describe('a file that begins as a PNG', () => {
  const header = (fields: Partial<Record<keyof typeof IHDR, number>>) => IHDR.of({ ...fields });
  const some = deflateSync(new Uint8Array(4));
  const whole = (fields: Parameters<typeof header>[0], ...more: readonly (readonly [string, Uint8Array])[]) =>
    why(fileOf(['IHDR', header(fields)], ...more, ['IDAT', some], ['IEND', new Uint8Array(0)]));

  it.each([0, 1, 2, 3, 4, 5, 6, 7])('and says that it has colours of type %s has a depth of it', (colour) => {
    const palette = [['PLTE', new Uint8Array(3)] as const];
    const depths = [0, 1, 2, 3, 4, 5, 8, 12, 16, 32].filter(
      (depth) => whole({ colour, depth }, ...palette) === 'read',
    );
    expect(depths).toEqual(KINDS.filter((kind) => kind.colour === colour).map(({ depth }) => depth));
  });

  it('and is packed, filtered or woven as nothing is, is broken', () => {
    expect(whole({})).toBe('read');
    expect(whole({ interlace: 1 })).toBe('read');
    for (const fields of [{ compression: 1 }, { filter: 1 }, { interlace: 2 }]) {
      expect([fields, whole(fields)]).toEqual([fields, expect.stringContaining('broken')]);
    }
  });

  it.each([0, 1, 4, 768, 769, 771])('and has a palette of %s bytes', (length) => {
    const is = length > 0 && length % 3 === 0 && length <= 768;
    const palette = new Uint8Array(length);
    expect(whole({ colour: 3 }, ['PLTE', palette])).toContain(is ? 'read' : 'broken');
    expect(whole({ colour: 2 }, ['PLTE', palette])).toBe('read');
  });

  it('and has no header, no data or no end is broken, and one that moves is told apart', () => {
    const ihdr = ['IHDR', header({})] as const;
    const idat = ['IDAT', some] as const;
    const iend = ['IEND', new Uint8Array(0)] as const;
    const text = ['tEXt', new Uint8Array(30)] as const;
    expect(why(fileOf(ihdr, text, idat, iend))).toBe('read');
    expect(why(fileOf(ihdr, ['acTL', new Uint8Array(8)], idat, iend))).toContain('moves');
    for (const broken of [
      fileOf(idat, iend),
      fileOf(text, ihdr, idat, iend),
      fileOf(ihdr, iend),
      fileOf(ihdr, idat),
      fileOf(['IHDR', header({}).subarray(0, 12)], idat, iend),
      fileOf(['IHDR', Uint8Array.from([...header({}), 0])], idat, iend),
      fileOf(['PLTE', header({})], idat, iend),
      fileOf(ihdr, ['IDAT', some, 1], iend),
      fileOf(ihdr, ['IDAT', some, 0, 1], iend),
      fileOf(ihdr, idat, iend).subarray(0, -1),
      fileOf(ihdr, idat, iend).map((byte, at) => (at === 3 ? 0 : byte)),
    ]) {
      expect(why(broken)).toContain('broken');
    }
    const parts = [some.subarray(0, 3), some.subarray(3)].map((part) => ['IDAT', part] as const);
    expect(read(fileOf(ihdr, ...parts, iend)).data).toEqual(Uint8Array.from(some));
    expect(SIGNATURE).toHaveLength(8);
  });

  it.each([
    [16, 16, 'read'],
    [15, 16, '15 × 16 pixels: give at least 16'],
    [16, 15, '16 × 15 pixels: give at least 16'],
    [4_000, 500, 'read'],
    [500, 4_000, 'read'],
    [4_001, 16, '4001 × 16 pixels: give at most 4000 each way, and 2 million in all'],
    [16, 4_001, 'at most 4000'],
    [1_000, 2_000, 'read'],
    [1_001, 2_000, 'at most 4000 each way, and 2 million'],
    [0x0102_0304, 16, '16909060 × 16'],
    [0xffff_ffff, 16, '4294967295 × 16'],
  ])('and says that it is %s × %s pixels is %s', (width, height, said) => {
    expect(whole({ width, height })).toContain(said);
  });
});
