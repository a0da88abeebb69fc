import { partLines } from '../../views/instalments.ts';
import type { Draft } from './draft.ts';

/** The parts of an invoice: which it is, its day and state, and its amount; nothing where it is paid at once. */
export function drawInstalments(draft: Draft): void {
  const { view, writer, sheet, palette, styles } = draft;
  const lines = partLines(view, writer);
  if (lines.length === 0) return;
  const leading = styles.body.leading + 3;
  const labelWidth = Math.max(...lines.map(({ label }) => sheet.textWidth(label, styles.body)));
  sheet.ensure(styles.strong.leading + Math.min(lines.length, 12) * leading + 16);
  sheet.text(writer.speech.words.instalments.heading, sheet.left, styles.strong);
  sheet.y += styles.strong.leading + 2;
  for (const { label, detail, amount } of lines) {
    sheet.ensure(leading);
    sheet.text(label, sheet.left, styles.body);
    sheet.text(detail, sheet.left + labelWidth + 24, { ...styles.body, color: palette.soft });
    sheet.text(amount, sheet.right, styles.body, 'end');
    sheet.y += leading;
  }
  sheet.y += 14;
}
