import { lineDetails } from '../../views/detail-facts.ts';
import { manyLines, oneLine } from '../../views/email/plain.ts';
import { linesSayTaxes } from '../../views/line-taxes.ts';
import type { LineView } from '../../views/model.ts';
import { webAddress } from '../../views/text.ts';
import { unitPrice } from '../../views/unit-price.ts';
import type { Draft } from './draft.ts';
import { REPEATED_FOOT, REPEATED_HEAD } from './page.ts';
import type { Style } from './sheet.ts';

type Row = {
  readonly description: readonly string[];
  readonly details: readonly string[];
  readonly figures: readonly [quantity: string, unitPrice: string, amount: string];
};

const GAP = 18;
const PAD = 6;
/** A row up to this height is kept on one page. */
const KEEP_TOGETHER = 160;

/** The items in a table; its head is repeated on every page. Figures are equally wide, so amounts align. */
export function drawItems(draft: Draft): void {
  const { view, writer, words, sheet, palette, styles } = draft;
  const labels = writer.words.invoice;
  const heads = [labels.quantity, labels.unitPrice, labels.amount] as const;
  const figures = view.lines.map((line) => figuresOf(line, draft));
  const widths = heads.map((head, column) =>
    Math.max(
      sheet.textWidth(head, styles.small),
      ...figures.map((row) => sheet.textWidth(row[column] ?? '', styles.body)),
    ),
  );
  const edges = rightEdges(widths, sheet.right);
  const descriptionWidth = sheet.width - widths.reduce((sum, width) => sum + width + GAP, 0);

  const drawHead = (cell: (draw: () => void) => void): void => {
    cell(() => sheet.text(labels.description, sheet.left, styles.small));
    for (const [column, head] of heads.entries()) {
      cell(() => sheet.text(head, edges[column] ?? 0, styles.small, 'end'));
    }
    sheet.y += styles.small.leading + 5;
    sheet.rule(palette.line);
  };
  sheet.y += 10;
  sheet.ensure(80);
  sheet.tag('Table', () => {
    sheet.tag('THead', () =>
      sheet.tag('TR', () => drawHead((draw) => sheet.tag('TH', draw, { scope: 'Column' }))),
    );
    // Whoever listens to the table has heard its head.
    let carried: number | null = null;
    const drawCarried = (label: string): void => {
      if (carried === null) return;
      sheet.y += PAD;
      sheet.text(label, sheet.left, { ...styles.body, color: palette.soft });
      sheet.text(writer.amount(carried), sheet.right, styles.body, 'end');
      sheet.y += styles.body.leading + PAD;
    };
    sheet.endHeight = styles.body.leading + 2 * PAD;
    sheet.onPageEnd = () => sheet.within(REPEATED_FOOT, () => drawCarried(words.carriedForward));
    sheet.onNewPage = () =>
      sheet.within(REPEATED_HEAD, () => {
        drawHead((draw) => draw());
        drawCarried(words.broughtForward);
        if (carried !== null) sheet.rule(palette.line);
      });
    sheet.tag('TBody', () => {
      for (const [index, line] of view.lines.entries()) {
        const row: Row = {
          description: sheet.lines(
            manyLines(line.description, 2_000),
            descriptionWidth,
            styles.body,
            'theirs',
          ),
          details: detailsOf(line, draft).flatMap((text) =>
            sheet.lines(text, descriptionWidth, styles.small),
          ),
          figures: figures[index] ?? ['', '', ''],
        };
        const count = (): void => {
          carried = (carried ?? 0) + line.amount;
        };
        sheet.tag('TR', () => drawRow(draft, row, edges, count));
      }
    });
  });
  sheet.onNewPage = () => undefined;
  sheet.onPageEnd = () => undefined;
  sheet.endHeight = 0;
  drawHidden(draft);
}

/** `count` is called once its figures stand on a page. */
function drawRow(
  { sheet, palette, styles }: Draft,
  row: Row,
  edges: readonly number[],
  count: () => void,
): void {
  const { body, small } = styles;
  const height = row.description.length * body.leading + row.details.length * small.leading + 2 * PAD;
  sheet.ensure(Math.min(height, KEEP_TOGETHER));
  sheet.y += PAD;
  const top = sheet.y;
  const said = sheet.element('TD');
  const cells = row.figures.map(() => sheet.element('TD'));
  // Beside the first line, however far the description goes on; written after it, as it is read.
  let isWritten = false;
  const writeFigures = (): void => {
    if (isWritten) return;
    isWritten = true;
    count();
    for (const [column, figure] of row.figures.entries()) {
      sheet.within(cells[column] ?? said, () => sheet.text(figure, edges[column] ?? 0, body, 'end', top));
    }
  };
  const write = (lines: readonly string[], style: Style): void => {
    for (const line of lines) {
      if (!sheet.fits(style.leading)) writeFigures();
      sheet.ensure(style.leading);
      sheet.within(said, () => sheet.block([line, ''], sheet.left, style));
      sheet.y += style.leading;
    }
  };
  write(row.description.length > 0 ? row.description : [''], body);
  write(row.details, small);
  writeFigures();
  sheet.y += PAD;
  sheet.rule(palette.line);
}

function figuresOf(line: LineView, { writer }: Draft): Row['figures'] {
  return [writer.decimal(line.quantity), unitPrice(line, writer), writer.amount(line.amount)];
}

function detailsOf(line: LineView, { view, writer }: Draft): readonly string[] {
  const discount =
    line.discount !== 0 ? [writer.words.invoice.lineDiscount(writer.amount(-line.discount))] : [];
  const taxes = linesSayTaxes(view) ? line.taxLabels.map((label) => oneLine(label, 80)) : [];
  const details = [...discount, ...taxes];
  const said = lineDetails(line, writer).flatMap((text) => manyLines(text, 1_000).split('\n'));
  return details.length === 0 ? said : [...said, details.join(' · ')];
}

/** Where the view holds only the first items: how many there are, and where all of them are. */
function drawHidden({ view, writer, sheet, styles }: Draft): void {
  if (view.lineCount <= view.lines.length) return;
  const number = new Intl.NumberFormat(writer.locale);
  const shown = number.format(view.lines.length);
  const all = number.format(view.lineCount);
  const url = webAddress(view.links.allLines ?? view.links.view) ?? '';
  sheet.y += PAD;
  const words = writer.words.invoice.shownLines(shown, all, view.lineCount);
  sheet.paragraph(`${words} ${url}`.trim(), sheet.left, sheet.width, styles.small);
}

function rightEdges(widths: readonly number[], right: number): readonly number[] {
  return widths.map(
    (_, column) => right - widths.slice(column + 1).reduce((sum, width) => sum + width + GAP, 0),
  );
}
