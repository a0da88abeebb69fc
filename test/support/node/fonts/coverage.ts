import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT } from '../../../../scripts/tools.ts';
import { OpenType } from '../../../../src/adapters/pdf/font/open-type.ts';

const FOLDER = join(ROOT, 'assets/fonts');
const LAST = 0x323af;

/**
 * Which characters the fonts of `assets/fonts` have between them: ranges as `START-LENGTH` in base 36, each start counted from the
 * end before it. What Unicode has not assigned stands in no text, so it parts no range.
 */
export async function coverageOfFonts(): Promise<string> {
  const files = (await readdir(FOLDER)).filter((file) => file.endsWith('-Regular.ttf')).toSorted();
  const fonts = await Promise.all(
    files.map(async (file) => new OpenType(new Uint8Array(await readFile(join(FOLDER, file))))),
  );
  const ranges: string[] = [];
  let [end, start, last] = [0, -1, -1];
  const close = (): void => {
    if (start < 0) return;
    ranges.push(`${(start - end).toString(36)}${last > start ? `-${(last - start).toString(36)}` : ''}`);
    end = last;
    start = -1;
  };
  for (let code = 0x20; code <= LAST; code += 1) {
    if (fonts.some((font) => font.glyphOf(code) > 0)) {
      if (start < 0) start = code;
      last = code;
    } else if (start >= 0 && !/\p{Cn}|\p{Cs}|\p{Co}/u.test(String.fromCodePoint(code))) close();
  }
  close();
  return ranges.join(' ');
}
