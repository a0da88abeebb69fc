import { webAddress } from '../../views/text.ts';
import type { ReceiptDraft } from './receipt-heading.ts';

const WIDTH = 400;

/** The fingerprint of the journal that it was drawn beside, and the page that verifies it. */
export function drawProof(draft: ReceiptDraft): void {
  const { view, writer, sheet, palette, styles } = draft;
  const url = view.proof === null ? null : webAddress(view.proof.url);
  if (view.proof === null || url === null) return;
  const words = writer.speech.words.receipts.proof;
  const { small, strong } = styles;
  sheet.ensure(strong.leading + 8 * small.leading + 12);
  sheet.rule(palette.line);
  sheet.y += 11;
  sheet.tag('H2', () => sheet.text(words.heading, sheet.left, strong));
  sheet.y += strong.leading + 2;
  sheet.paragraph(words.explained, sheet.left, WIDTH, small);
  sheet.y += 4;
  const entry = words.fingerprint(writer.decimal(String(view.proof.seq)));
  sheet.paragraph(`${entry}: ${view.proof.hash}`, sheet.left, sheet.width, small);
  sheet.y += 4;
  const label = `${words.link} `;
  const indent = sheet.textWidth(label, small);
  const style = { ...small, color: palette.accent };
  const lines = sheet.lines(url, sheet.width - indent, style);
  sheet.tag('P', () => {
    sheet.text(label, sheet.left, small);
    sheet.tag('Link', () => {
      for (const line of lines) {
        sheet.ensure(style.leading);
        sheet.text(line, sheet.left + indent, style);
        sheet.link(
          url,
          label + url,
          sheet.left + indent,
          sheet.y,
          sheet.textWidth(line, style),
          style.leading,
        );
        sheet.y += style.leading;
      }
    });
  });
}
