import { describe, expect, it } from 'vitest';
import { crc32, joined } from '../../../src/domain/image/bytes.ts';
import { pixelsOf } from '../../../src/domain/image/png-pixels.ts';
import { inflatedBytes, readPng } from '../../../src/domain/image/png-read.ts';
import { filteredRows, writePng } from '../../../src/domain/image/png-write.ts';
import { deflate, inflateExactly } from '../../../src/operations/core/deflate.ts';
import { type CleanLogo, cleanLogo } from '../../../src/operations/merchants/clean-logo.ts';
import { JPEG, PNGS } from '../../support/worker/pictures.ts';

const bytesOf = (base64: string) => Uint8Array.from(atob(base64), (byte) => byte.charCodeAt(0));
const text = (written: string) => new TextEncoder().encode(written);
const read = (bytes: Uint8Array) => new TextDecoder('latin1').decode(bytes);
const SCRIPT = '<script>alert(1)</script>';

async function clean(file: Uint8Array): Promise<CleanLogo> {
  const made = await cleanLogo(file);
  if (made.kind === 'refused') throw new Error(made.why);
  return made;
}

async function why(file: Uint8Array): Promise<string> {
  const made = await cleanLogo(file);
  return made.kind === 'refused' ? made.why : 'taken';
}

/** The pixels of a PNG as a SHA-256. */
async function pixelHash(bytes: Uint8Array): Promise<string> {
  const png = readPng(bytes);
  if (png.kind === 'refused') throw new Error(png.why);
  const inflated = await inflateExactly(png.data, inflatedBytes(png.header));
  const pixels = inflated === null ? null : pixelsOf(png, inflated);
  if (pixels === null) throw new Error('broken');
  const digest = await crypto.subtle.digest('SHA-256', Uint8Array.from(pixels));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function chunk(type: string, content: Uint8Array): Uint8Array {
  const named = joined([text(type), content]);
  const [length, crc] = [new Uint8Array(4), new Uint8Array(4)];
  new DataView(length.buffer).setUint32(0, content.length);
  new DataView(crc.buffer).setUint32(0, crc32(named));
  return joined([length, named, crc]);
}

/** A PNG that says that it is so large, and holds this data. */
function saying(width: number, height: number, data: Uint8Array): Uint8Array {
  const header = new Uint8Array(13);
  new DataView(header.buffer).setUint32(0, width);
  new DataView(header.buffer).setUint32(4, height);
  header.set([8, 6], 8);
  const signature = bytesOf(PNGS[0]?.[1] ?? '').subarray(0, 8);
  return joined([signature, chunk('IHDR', header), chunk('IDAT', data), chunk('IEND', new Uint8Array(0))]);
}

const somePng = () => bytesOf(PNGS.at(-2)?.[1] ?? '');
/** A JPEG with a segment after its beginning, and something after its end. */
const jpegWith = (marker: number, content: Uint8Array, after: Uint8Array = new Uint8Array(0)) => {
  const file = bytesOf(JPEG);
  const length = content.length + 2;
  const segment = joined([Uint8Array.of(0xff, marker, length >> 8, length & 0xff), content]);
  return joined([file.subarray(0, 2), segment, file.subarray(2), after]);
};

describe('a logo that is uploaded', () => {
  it.each(PNGS)('as PNG (%s) keeps its pixels and nothing else', async (_kind, base64, rgba) => {
    const file = bytesOf(base64);
    expect(read(file)).toContain('Ada Lovelace');
    const { type, width, height, bytes } = await clean(file);
    expect([type, width, height]).toEqual(['image/png', 20, 18]);
    expect(await pixelHash(bytes)).toBe(rgba);
    expect(read(bytes)).not.toMatch(/Ada Lovelace|GPS/);
    expect([...read(bytes).matchAll(/IHDR|PLTE|tRNS|IDAT|IEND|tEXt|eXIf/g)].map(([name]) => name)).toEqual([
      'IHDR',
      'IDAT',
      'IEND',
    ]);
    // Made again of itself, it stays as it is: its address, too.
    expect((await clean(bytes)).bytes).toEqual(bytes);
  });

  it('with a script after its end, or in a text of its own, comes out without it', async () => {
    const png = await clean(joined([somePng(), text(SCRIPT)]));
    expect(read(png.bytes)).not.toContain('script');
    for (const file of [
      jpegWith(0xfe, text(`<html>${SCRIPT}`)),
      jpegWith(0xe1, text(`Exif\0\0GPS${SCRIPT}`)),
      jpegWith(0xfe, text('fine'), text(SCRIPT)),
    ]) {
      const { type, width, height, bytes } = await clean(file);
      expect([type, width, height]).toEqual(['image/jpeg', 16, 16]);
      expect(read(bytes)).not.toMatch(/script|html|GPS|fine/);
      expect((await clean(bytes)).bytes).toEqual(bytes);
    }
  });

  it('with a script behind its pixels’ own data is refused', async () => {
    const data = await deflate(filteredRows(new Uint8Array(20 * 18 * 4), 20, 18));
    expect(await why(writePng(20, 18, joined([data, text(SCRIPT)])))).toContain('broken');
    expect(await why(writePng(20, 18, data))).toBe('taken');
  });

  it('that is no picture, or one that runs, is refused in words, whatever it is named', async () => {
    for (const file of [
      text('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
      text('<!doctype html>'),
      text('GIF89a'),
      text('%PDF-1.7'),
      text('RIFF\0\0\0\0WEBPVP8 '),
      Uint8Array.of(0x89, 0x50),
    ]) {
      expect(await why(file)).toContain('give a PNG or a JPEG. SVG is not taken.');
    }
    expect(await why(new Uint8Array(0))).toBe('The file is empty.');
  });

  it('that is too large is refused before anything of it is decoded', async () => {
    expect(await why(new Uint8Array(500_001))).toContain('larger than 500 kB');
    expect(await why(saying(60_000, 60_000, new Uint8Array(10)))).toContain('60000 × 60000 pixels');
    expect(await why(saying(4_000, 1_000, new Uint8Array(10)))).toContain('2 million in all');
    expect(await why(saying(8, 200, new Uint8Array(10)))).toContain('at least 16');
    expect(await why(saying(1, 4_000, new Uint8Array(10)))).toContain('at least 16');
    expect(await why(saying(16, 4_000, new Uint8Array(10)))).toContain('shown as a line');
    const frame = bytesOf(JPEG);
    const at = frame.findIndex((byte, index) => byte === 0xff && frame[index + 1] === 0xc0);
    frame.set([0xff, 0xff, 0xff, 0xff], at + 5);
    expect(await why(frame)).toContain('65535 × 65535 pixels');
  });

  it('whose data inflates to more than its pixels, or to less, is refused: a bomb is not read to its end', async () => {
    expect(await why(saying(20, 18, await deflate(new Uint8Array(20_000_000))))).toContain('broken');
    expect(await why(saying(20, 18, await deflate(new Uint8Array(10))))).toContain('broken');
  });

  it('that was changed or cut off anywhere is refused, and never fails otherwise', async () => {
    const png = somePng();
    const jpeg = bytesOf(JPEG);
    for (let at = 8; at < png.length; at += 7) {
      const changed = Uint8Array.from(png);
      changed[at] = (changed[at] ?? 0) ^ 0x55;
      expect([at, await why(changed)]).not.toEqual([at, 'taken']);
      expect([at, await why(png.subarray(0, at))]).not.toEqual([at, 'taken']);
    }
    for (let at = 3; at < jpeg.length - 2; at += 5) {
      expect([at, await why(jpeg.subarray(0, at))]).not.toEqual([at, 'taken']);
      const changed = Uint8Array.from(jpeg);
      changed[at] = (changed[at] ?? 0) ^ 0x55;
      expect(typeof (await why(changed))).toBe('string');
    }
  });
});
