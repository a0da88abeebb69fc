import type { Child, PropsWithChildren } from 'hono/jsx';

const HEADINGS = { text: undefined, amount: 'n', verbs: 'do', tick: 'tick' } as const;

/** A column's heading, and what stands below it. */
export type Column = {
  readonly heading: string;
  readonly kind?: keyof typeof HEADINGS;
};

type Table = {
  readonly columns: readonly Column[];
  /** `ticks`: its first column are boxes to tick; `ledger`: smaller, with days and sums. */
  readonly look?: 'ticks' | 'ledger' | null;
  /** What is true of all of it, said once above. */
  readonly caption?: string;
  readonly foot?: Child;
  readonly children: Child;
};

/**
 * A table whose rows become cards where the screen is narrow. The roles restate what browsers forget about a table
 * when its display is changed.
 */
export const Table = ({ columns, look = null, caption, foot, children }: Table) => (
  <table class={look === null ? 'list' : `list ${look}`} role="table">
    {caption === undefined ? null : <caption>{caption}</caption>}
    <thead role="rowgroup">
      <Row>
        {columns.map(({ heading, kind = 'text' }) => (
          <th role="columnheader" scope="col" class={HEADINGS[kind]}>
            {kind === 'tick' ? <span class="hidden">{heading}</span> : heading}
          </th>
        ))}
      </Row>
    </thead>
    <tbody role="rowgroup">{children}</tbody>
    {foot === undefined ? null : <tfoot role="rowgroup">{foot}</tfoot>}
  </table>
);

export const Row = ({ children }: PropsWithChildren) => <tr role="row">{children}</tr>;

const CELLS = {
  text: undefined,
  /** What the row is about: the head of its card. */
  main: 'main',
  amount: 'n',
  /** The amount that matters: beside the head of the card. */
  owed: 'n owed',
  day: 'when',
  verbs: 'do',
  tick: 'tick',
} as const;

type Cell = {
  readonly kind?: keyof typeof CELLS;
  /** The column's heading, repeated on a card. */
  readonly label?: string;
  readonly columns?: number;
  readonly dir?: 'auto';
};

export const Cell = ({ kind = 'text', label, columns, dir, children }: PropsWithChildren<Cell>) => (
  <td role="cell" class={CELLS[kind]} colspan={columns} dir={dir} data-label={label}>
    {children}
  </td>
);

/** The actions of a row. */
export const Verbs = ({ children }: PropsWithChildren) => <span class="acts">{children}</span>;

type Verb = Record<'href' | 'fullLabel' | 'label', string> & {
  /** Left out where the screen is narrow: the row's own page has it too. */
  readonly isMinor?: boolean;
};

/** An action that leads to a page; its full label names the row for screen readers. */
export const VerbLink = ({ href, fullLabel, label, isMinor = false }: Verb) => (
  <a href={href} aria-label={fullLabel} class={isMinor ? 'minor' : undefined}>
    {label}
  </a>
);
