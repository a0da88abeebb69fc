import { readFile, writeFile } from 'node:fs/promises';
import { OpenType } from '../../../../src/adapters/pdf/font/open-type.ts';
import { subsetOf } from '../../../../src/adapters/pdf/font/subset.ts';

/**
 * Makes a font for `assets/fonts` of a large one, whose licence has to permit it: its outlines and its map of Unicode,
 * without what PDFs don't use (layout, vertical writing), and of the blocks named alone if any are:
 * `npm run fonts:shrink -- NotoSansKR.ttf assets/fonts/NotoSansKR-Regular.ttf ac00-d7a3 3000-303f`.
 */
async function shrink([from, to, ...blocks]: readonly string[]): Promise<number> {
  if (from === undefined || to === undefined) {
    console.error('usage: npm run fonts:shrink -- FROM.ttf TO.ttf [FIRST-LAST …], in hexadecimal');
    return 1;
  }
  const font = new OpenType(new Uint8Array(await readFile(from)));
  const ranges = blocks.map((block) => block.split('-').map((end) => Number.parseInt(end, 16)));
  const isWanted = (code: number): boolean =>
    ranges.length === 0 || ranges.some(([first = 0, last = first]) => code >= first && code <= last);
  const codes: number[] = [];
  for (let code = 0; code < 0x32400; code += 1) {
    if (isWanted(code) && font.glyphOf(code) > 0) codes.push(code);
  }
  const kept = ['name', 'OS/2'].map((tag): [string, Uint8Array] => {
    const table = font.table(tag);
    return [tag, new Uint8Array(table.buffer, table.byteOffset, table.byteLength)];
  });
  const glyphs = [0, ...codes.map((code) => font.glyphOf(code))];
  const file = subsetOf(font, glyphs, [['cmap', mapOf(codes)], ['post', names()], ...kept]);
  await writeFile(to, file);
  console.log(`${codes.length} characters, ${file.length} bytes`);
  return 0;
}

/** Unicode's map in format 12: the glyphs stand in the order of their characters, after glyph 0. */
function mapOf(codes: readonly number[]): Uint8Array {
  const groups: [first: number, last: number, glyph: number][] = [];
  for (const [index, code] of codes.entries()) {
    const last = groups.at(-1);
    if (last !== undefined && last[1] === code - 1) last[1] = code;
    else groups.push([code, code, index + 1]);
  }
  const map = new DataView(new ArrayBuffer(12 + 16 + 12 * groups.length));
  map.setUint16(2, 1);
  map.setUint16(4, 3);
  map.setUint16(6, 10);
  map.setUint32(8, 12);
  map.setUint16(12, 12);
  map.setUint32(16, 16 + 12 * groups.length);
  map.setUint32(24, groups.length);
  for (const [index, group] of groups.entries()) {
    for (const [at, value] of group.entries()) map.setUint32(28 + 12 * index + 4 * at, value);
  }
  return new Uint8Array(map.buffer);
}

/** `post` in format 3: glyphs have no names. */
function names(): Uint8Array {
  const post = new DataView(new ArrayBuffer(32));
  post.setUint32(0, 0x0003_0000);
  return new Uint8Array(post.buffer);
}

process.exitCode = await shrink(process.argv.slice(2));
