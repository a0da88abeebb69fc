import { oneLine } from '../../views/email/plain.ts';
import { qrCode } from '../../views/qr-code.ts';
import { webAddress } from '../../views/text.ts';
import type { Draft } from './draft.ts';

/** What is drawn at the right of something, from `sheet.y` on, and the room that it takes. */
export type Beside = { readonly width: number; readonly height: number; readonly draw: () => void };
export const NOTHING_BESIDE: Beside = { width: 0, height: 0, draw: () => undefined };

/** Points: 19 mm, which any telephone reads from paper. */
const SIDE = 54;
const CAPTION_WIDTH = 90;
const GAP = 24;

/** A code that leads to what a copy of this version has to say, and below it what it is for: a link to who reads on a screen. */
export function copyCode({ view, writer, sheet, palette, styles }: Draft): Beside {
  const url = webAddress(view.links.copy ?? null);
  if (url === null) return NOTHING_BESIDE;
  const says = oneLine(writer.speech.words.hosted.copy.scan);
  const lines = sheet.lines(says, CAPTION_WIDTH, styles.small);
  const { leading } = styles.small;
  const left = sheet.right - SIDE;
  const draw = (): void => {
    const top = sheet.y;
    drawCode(url, left, top);
    const caption = (): void => {
      for (const [index, line] of lines.entries()) {
        sheet.text(line, sheet.right, styles.small, 'end', top + SIDE + 4 + index * leading);
      }
      sheet.link(url, `${says}: ${url}`, left, top, SIDE, SIDE);
    };
    sheet.tag('P', () => sheet.tag('Link', caption));
  };
  const drawCode = (text: string, x: number, top: number): void => {
    const code = qrCode(text);
    const unit = SIDE / code.size;
    const dark = code.runs.map((run) => ({
      x: x + run.x * unit,
      top: top + run.y * unit,
      width: run.width * unit,
      height: unit,
    }));
    sheet.boxes(dark, palette.ink);
  };
  return { width: CAPTION_WIDTH + GAP, height: SIDE + 4 + lines.length * leading, draw };
}
