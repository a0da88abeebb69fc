import { isPlanned, mayBePaid } from '../../domain/ledger/types.ts';
import { oneLine } from '../../views/email/plain.ts';
import { planSentences } from '../../views/instalments.ts';
import { paidSentences } from '../../views/paid-sentences.ts';
import { webAddress } from '../../views/text.ts';
import { nextSentence } from '../../views/whats-next.ts';
import type { Draft } from './draft.ts';
import type { DrawnLogo } from './logo.ts';
import type { Style } from './sheet.ts';

const BUTTON_HEIGHT = 34;

/** The top of the first page: the merchant, the amount, the due date, and how to pay. */
export function drawHeading(draft: Draft, logo: DrawnLogo | null): void {
  const { view, writer, words, sheet, palette, styles } = draft;
  const { left, right, width } = sheet;
  sheet.box(0, 0, sheet.paper.width, 5, palette.brand);
  const title = styles.name;
  const heading = view.correction === null ? words.heading : writer.speech.words.creditNotes.heading;
  const titleWidth = sheet.textWidth(heading, title);
  if (logo !== null) {
    sheet.image(logo.image, left, logo.width, logo.height, oneLine(view.merchant.name));
    sheet.y += logo.height + 8;
  }
  const head = sheet.y;
  sheet.paragraph(oneLine(view.merchant.name), left, width - titleWidth - 24, title, 'theirs');
  sheet.tag('H1', () => {
    sheet.text(heading, right, { ...title, weight: 'regular', color: palette.soft }, 'end', head);
  });
  sheet.y += 18;

  const top = sheet.y;
  // What is charged by itself needs no button: the link below is enough for who wants to pay now.
  const pay = isPlanned(view.ledger.next) ? null : payLink(view);
  const button = pay === null ? 0 : buttonWidth(draft);
  const { amount } = view.ledger.headline;
  sheet.text(writer.amount(amount), left, fitting(draft, writer.amount(amount), width - button - 24));
  sheet.y += styles.amount.leading;
  const { text, color, weight } = statusOf(draft);
  sheet.paragraph(text, left, width - button - 24, { ...styles.body, color, weight });
  for (const how of moneySentences(draft)) {
    sheet.paragraph(oneLine(how, 500), left, width - button - 24, styles.small);
  }
  if (pay !== null) drawPayButton(draft, pay, top + 8);
  sheet.y = Math.max(sheet.y, top + 8 + (button > 0 ? BUTTON_HEIGHT : 0)) + 10;
  drawLink(draft);
  sheet.y += 12;
}

/** The amount in its size, or smaller where it would run into the button. */
function fitting({ sheet, styles }: Draft, text: string, width: number): Style {
  const full = sheet.textWidth(text, styles.amount);
  return full <= width ? styles.amount : { ...styles.amount, size: (styles.amount.size * width) / full };
}

const buttonStyle = ({ palette, styles }: Draft): Style => ({
  ...styles.strong,
  size: 11,
  color: palette.onFill,
});

const buttonWidth = (draft: Draft): number => draft.sheet.textWidth(draft.words.pay, buttonStyle(draft)) + 40;

/** A button that opens the payment page, right-aligned. */
function drawPayButton(draft: Draft, url: string, top: number): void {
  const { words, sheet, palette } = draft;
  const style = buttonStyle(draft);
  const width = buttonWidth(draft);
  sheet.box(sheet.right - width, top, width, BUTTON_HEIGHT, palette.edge, 6);
  sheet.box(sheet.right - width + 0.75, top + 0.75, width - 1.5, BUTTON_HEIGHT - 1.5, palette.fill, 5.25);
  const draw = (): void => {
    const textTop = top + (BUTTON_HEIGHT - style.leading) / 2;
    sheet.text(words.pay, sheet.right - width + 20, style, 'start', textTop);
    sheet.link(url, words.pay, sheet.right - width, top, width, BUTTON_HEIGHT);
  };
  sheet.tag('P', () => sheet.tag('Link', draw));
}

/** Where it is paid; null where nothing may be paid now. */
const payLink = ({ links, ledger }: Draft['view']): string | null =>
  mayBePaid(ledger.next) ? links.pay : null;

/** The invoice's link written out, for paper: it is short, and its page leads on to payment. */
function drawLink({ view, words, sheet, palette, styles }: Draft): void {
  const pay = payLink(view);
  const url = webAddress(view.links.view);
  if (url === null) return;
  const label = `${pay === null ? words.viewAt : words.payAt} `;
  const indent = sheet.textWidth(label, styles.small);
  const style = { ...styles.small, color: palette.accent };
  const lines = sheet.lines(url, sheet.width - indent, style);
  sheet.tag('P', () => {
    sheet.text(label, sheet.left, styles.small);
    sheet.tag('Link', () => {
      for (const line of lines) {
        sheet.ensure(style.leading);
        sheet.text(line, sheet.left + indent, style);
        const width = sheet.textWidth(line, style);
        sheet.link(url, label + url, sheet.left + indent, sheet.y, width, style.leading);
        sheet.y += style.leading;
      }
    });
  });
}

/** What happens next, and how it was paid, for the books of who paid; a credit note says neither. */
function moneySentences({ view, writer }: Draft): readonly string[] {
  if (view.correction !== null) return [];
  if (view.status === 'paid') return paidSentences(view, writer);
  const next = nextSentence(view, writer);
  return [...planSentences(view, writer), ...(next === null ? [] : [next])];
}

/** The state in words, and its colour: the words alone suffice. */
function statusOf({ view, writer, words, palette }: Draft): {
  readonly text: string;
  readonly color: string;
  readonly weight: Style['weight'];
} {
  const { status } = words;
  const plain = { color: palette.ink, weight: 'regular' } as const;
  const waiting = { color: palette.wait, weight: 'semibold' } as const;
  if (view.correction !== null) {
    const { invoiceNumber, invoiceIssuedOn } = view.correction;
    const { corrects } = writer.speech.words.creditNotes;
    return { text: corrects(oneLine(invoiceNumber), writer.date(invoiceIssuedOn)), ...plain };
  }
  switch (view.status) {
    case 'draft':
      return { text: status.draft, ...plain };
    case 'paid': {
      if (view.ledger.headline.kind === 'refunded') return { text: status.refunded, ...plain };
      const { partiallyRefunded, disputed } = writer.words.status;
      if (view.paymentStatus === 'disputed') return { text: disputed, ...waiting };
      if (view.paymentStatus === 'partially_refunded') {
        return { text: `✓ ${partiallyRefunded}`, color: palette.good, weight: 'semibold' };
      }
      const text = view.paidOn === null ? status.paid : status.paidOn(writer.date(view.paidOn));
      return { text: `✓ ${text}`, color: palette.good, weight: 'semibold' };
    }
    case 'void': {
      const text = view.voidedOn === null ? status.void : status.voidOn(writer.date(view.voidedOn));
      return { text, ...plain, weight: 'semibold' };
    }
    case 'credited': {
      const { onInvoice } = writer.speech.words.creditNotes;
      const text =
        view.paidOn === null
          ? onInvoice.closed(oneLine(view.merchant.name))
          : onInvoice.since(writer.date(view.paidOn));
      return { text, ...plain, weight: 'semibold' };
    }
    case 'uncollectible':
      return { text: status.uncollectible, ...plain };
    case 'open':
      if (view.ledger.headline.kind === 'processing') return { text: status.processing, ...waiting };
      if (view.amountRemaining === 0) return { text: status.nothingDue, ...plain };
      if (view.dueOn === null) return { text: status.dueOnReceipt, ...plain };
      return view.overdue
        ? { text: status.wasDue(writer.date(view.dueOn)), ...waiting }
        : { text: status.due(writer.date(view.dueOn)), ...plain };
    default:
      return view.status satisfies never;
  }
}
