import { oneLine } from '../../views/email/plain.ts';
import { qrCode } from '../../views/qr-code.ts';
import { swissCross } from '../../views/swiss-cross.ts';
import { transferCodes } from '../../views/transfer-codes.ts';
import type { Draft } from './draft.ts';

/** Points: 46 mm, as the guidelines want it whatever it holds, and the 5 mm around it. */
const SIDE = (46 / 25.4) * 72;
const QUIET = (5 / 25.4) * 72;
const [INK, PAPER] = ['#000000', '#ffffff'];

/** The Swiss QR code of the transfer, where there is one, and what it is for. What it holds stands above it as text. */
export function drawSwissCode(draft: Draft): void {
  const { view, writer, sheet, styles } = draft;
  // What is asked of an invoice in parts changes, and paper does not: the payer types that amount.
  const codes = transferCodes(view, view.plan === null ? view.amountRemaining : null);
  const swiss = codes.find(({ kind }) => kind === 'swiss');
  if (swiss === undefined) return;
  sheet.ensure(SIDE + 2 * QUIET);
  const top = sheet.y + QUIET;
  const code = qrCode(swiss.text);
  const unit = SIDE / code.size;
  const inPlace = (part: { x: number; y: number; width: number; height: number }) => ({
    x: sheet.left + part.x * unit,
    top: top + part.y * unit,
    width: part.width * unit,
    height: part.height * unit,
  });
  sheet.boxes(
    code.runs.map((run) => inPlace({ ...run, height: 1 })),
    INK,
  );
  for (const part of swissCross(code)) sheet.boxes([inPlace(part)], part.isDark ? INK : PAPER);
  const caption = oneLine(writer.speech.words.hosted.transfer.swissScan);
  const left = sheet.left + SIDE + QUIET;
  sheet.y = top;
  sheet.paragraph(caption, left, sheet.right - left, styles.small);
  sheet.y = top + SIDE + QUIET;
}
