import type { Child } from 'hono/jsx';
import { Actions } from '../../components/prose.tsx';
import { PAYMENTS_WORDS as words } from '../words/payments.ts';

type Paging = {
  /** Null on the first page. */
  readonly first: string | null;
  /** Null on the last page. */
  readonly next: string | null;
  readonly children?: Child;
};

/** The way to the pages of a list, below it. */
export const Paging = ({ first, next, children }: Paging) =>
  first === null && next === null && children === undefined ? null : (
    <Actions>
      {first !== null && <a href={first}>{words.first}</a>} {next !== null && <a href={next}>{words.more}</a>}{' '}
      {children}
    </Actions>
  );

/** An address with what of its fields is given. */
export function queried(path: string, fields: Readonly<Record<string, string | null>>): string {
  const given = Object.entries(fields).filter((pair): pair is [string, string] => (pair[1] ?? '') !== '');
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given)}`;
}
