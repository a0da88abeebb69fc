import { array, ascii, dict, name, number, text as textValue, type Value } from './file/values.ts';
import { colorOf } from './shapes.ts';
import type { Run } from './typeface.ts';

/** The operators that write a run from a place on. */
export function written(
  run: Run,
  x: number,
  y: number,
  { size, color }: { readonly size: number; readonly color: string },
): string {
  const at = `${number(x)} ${number(y)} Td`;
  const text = `BT ${colorOf(color)} rg /${run.font.resource} ${number(size)} Tf ${at} ${run.shown(size)} ET`;
  return run.says === null ? text : `/Span <</ActualText ${textValue(run.says)}>> BDC ${text} EMC`;
}

/** An area that leads somewhere; `key` is where the structure keeps the element that it belongs to. */
export const linkTo = (url: string, says: string, box: readonly number[], key: number): Value =>
  dict({
    Type: name('Annot'),
    Subtype: name('Link'),
    Rect: array(box.map(number)),
    Border: array(['0', '0', '0']),
    // Printed, as PDF/A wants of annotations.
    F: number(4),
    Contents: textValue(says),
    StructParent: number(key),
    A: dict({ S: name('URI'), URI: ascii(encoded(url)) }),
  });

/** An address in ASCII, as a PDF wants it. */
const encoded = (url: string): string =>
  url.toWellFormed().replaceAll(/[^!-~]/gu, (character) => encodeURIComponent(character));
