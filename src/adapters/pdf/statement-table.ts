import { effectOf } from '../../domain/statement.ts';
import type { StatementDocument } from '../../domain/statement-document.ts';
import { oneLine } from '../../views/email/plain.ts';
import { writerFor } from '../../views/format.ts';
import { columnOf, statementEntryText } from '../../views/portal/statement-entry.ts';
import { webAddress } from '../../views/text.ts';
import type { Drawing } from './draft.ts';
import { REPEATED_HEAD } from './page.ts';
import type { Style } from './sheet.ts';

type Account = StatementDocument['statements'][number];

type Row = {
  readonly day: string;
  readonly what: string;
  /** Where the entry leads; null where it leads nowhere. */
  readonly url: string | null;
  /** A text for each column of amounts, empty where there is none. */
  readonly figures: readonly string[];
  readonly isEdge: boolean;
};

const GAP = 14;
const PAD = 5;
/** So wide is what happened at least. */
const LEAST_WHAT = 100;

const scaled = (style: Style, scale: number): Style => ({ ...style, size: style.size * scale });

/** An account in one currency: what was owed before, each entry with the balance after it, and what is owed after. */
export function drawAccount(
  drawing: Drawing,
  account: Account,
  { from, to }: Pick<StatementDocument, 'from' | 'to'>,
): void {
  const { writer, sheet, palette, styles } = drawing;
  const words = writer.speech.words.portal.statement;
  const refunded = account.refunded > 0 ? [words.refunded] : [];
  const heads = [words.invoiced, words.paid, ...refunded, words.balance];
  const rows = rowsOf(drawing, account, { from, to });
  const widest = (texts: readonly string[], style: Style) =>
    Math.max(...texts.map((text) => sheet.textWidth(text, style)));
  const days = Math.max(
    sheet.textWidth(words.date, styles.small),
    ...rows.map(({ day }) => sheet.textWidth(day, styles.body)),
  );
  const whatAt = sheet.left + days + GAP;
  const full = heads.map((head, column) =>
    Math.max(
      sheet.textWidth(head, styles.small),
      widest(
        rows.map(({ figures }) => figures[column] ?? ''),
        styles.strong,
      ),
    ),
  );
  // Sums too long for the page are set smaller, so that what they are of stays readable.
  const room = sheet.right - whatAt - LEAST_WHAT - full.length * GAP;
  const scale = Math.min(1, room / full.reduce((sum, width) => sum + width, 0));
  const widths = full.map((width) => width * scale);
  const edges = widths.map(
    (_, column) => sheet.right - widths.slice(column + 1).reduce((sum, width) => sum + width + GAP, 0),
  );
  const whatWidth = sheet.right - whatAt - widths.reduce((sum, width) => sum + width + GAP, 0);
  const drawHead = (cell: (draw: () => void) => void): void => {
    cell(() => sheet.text(words.date, sheet.left, styles.small));
    cell(() => sheet.text(words.entry, whatAt, styles.small));
    for (const [column, head] of heads.entries()) {
      cell(() => sheet.text(head, edges[column] ?? 0, scaled(styles.small, scale), 'end'));
    }
    sheet.y += styles.small.leading + 5;
    sheet.rule(palette.line);
  };
  sheet.ensure(100);
  sheet.tag('H2', () => sheet.text(words.inCurrency(account.currency), sheet.left, styles.strong));
  sheet.y += styles.strong.leading + 8;
  sheet.tag('Table', () => {
    sheet.tag('THead', () =>
      sheet.tag('TR', () => drawHead((draw) => sheet.tag('TH', draw, { scope: 'Column' }))),
    );
    // Whoever listens to the table has heard its head.
    sheet.onNewPage = () => sheet.within(REPEATED_HEAD, () => drawHead((draw) => draw()));
    sheet.tag('TBody', () => {
      for (const row of rows) drawRow(drawing, row, { whatAt, whatWidth, edges, scale });
    });
  });
  sheet.onNewPage = () => undefined;
  sheet.y += 18;
}

type Places = {
  readonly whatAt: number;
  readonly whatWidth: number;
  readonly edges: readonly number[];
  readonly scale: number;
};

function drawRow(
  { sheet, palette, styles }: Drawing,
  row: Row,
  { whatAt, whatWidth, edges, scale }: Places,
): void {
  const style = row.isEdge ? styles.strong : styles.body;
  const lines = sheet.lines(row.what, whatWidth, style);
  const height = lines.length * style.leading + 2 * PAD;
  sheet.ensure(height);
  const top = sheet.y + PAD;
  sheet.tag('TR', () => {
    sheet.tag('TD', () => sheet.text(row.day, sheet.left, { ...style, weight: 'regular' }, 'start', top));
    sheet.tag('TD', () => {
      const url = webAddress(row.url);
      if (url === null) {
        sheet.block(lines, whatAt, style, top);
        return;
      }
      sheet.tag('Link', () => {
        sheet.block(lines, whatAt, { ...style, color: palette.accent }, top);
        for (const [index, line] of lines.entries()) {
          const at = top + index * style.leading;
          sheet.link(url, row.what, whatAt, at, sheet.textWidth(line, style), style.leading);
        }
      });
    });
    for (const [column, figure] of row.figures.entries()) {
      sheet.tag('TD', () => {
        if (figure !== '') sheet.text(figure, edges[column] ?? 0, scaled(style, scale), 'end', top);
      });
    }
  });
  sheet.y += height;
  sheet.rule(palette.line);
}

function rowsOf(
  { writer }: Drawing,
  { currency, opening, closing, refunded, entries }: Account,
  { from, to }: Pick<StatementDocument, 'from' | 'to'>,
): readonly Row[] {
  const { amount } = writerFor({ currency }, writer.speech);
  const words = writer.speech.words.portal.statement;
  const columns =
    refunded > 0 ? (['invoiced', 'paid', 'refunded'] as const) : (['invoiced', 'paid'] as const);
  const edge = (what: string, minor: number): Row => ({
    day: '',
    what: oneLine(what),
    url: null,
    figures: [...columns.map(() => ''), amount(minor)],
    isEdge: true,
  });
  return [
    edge(words.opening(writer.date(from)), opening),
    ...entries.map((entry): Row => {
      const effect = effectOf(entry);
      const own = { invoiced: effect, paid: -effect, refunded: entry.amount };
      const column = columnOf(entry);
      return {
        day: writer.date(entry.date),
        what: oneLine(statementEntryText(entry, words)),
        url: entry.url,
        figures: [
          ...columns.map((each) => (each === column ? amount(own[each]) : '')),
          amount(entry.balance),
        ],
        isEdge: false,
      };
    }),
    edge(words.closing(writer.date(to)), closing),
  ];
}
