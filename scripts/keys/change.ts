import { linkKeysProblem, operatorKeyProblem, stripeKeyProblem } from '../../src/domain/configuration.ts';
import type { KeysReport } from '../../src/domain/held-secrets.ts';
import { takenNumber } from '../../src/domain/link-keys.ts';
import type { Kind } from './kinds.ts';
import { KINDS } from './kinds.ts';
import { type Entry, entriesOf, entryOf } from './secret-text.ts';

/** What is to be done to the secrets of one variable. */
export type SecretChange =
  | { readonly verb: 'add' | 'replace'; readonly secret: string }
  /** The key that is behind the others comes first. */
  | { readonly verb: 'use' }
  /** One of them ends; `breaks` is how many links a person said may break. */
  | { readonly verb: 'drop'; readonly which: string; readonly breaks: number | null };

/** The variable's next text, or why nothing is changed. */
export type Changed = { readonly text: string } | { readonly problem: string };

/** A secret overlaps with one other: a third would hide which of them is still used. */
const MOST_AT_ONCE = 2;

/** What becomes of a variable's text; `report` is what runs, or null where nothing does (on this machine). */
export function changed(
  kind: Kind,
  present: string,
  change: SecretChange,
  report: KeysReport | null,
): Changed {
  const entries = entriesOf(kind, present);
  switch (change.verb) {
    case 'add':
      return add(kind, entries, change.secret, report);
    case 'use':
      return use(kind, entries);
    case 'drop':
      return drop(kind, entries, change, report);
    case 'replace': {
      const problem =
        kind === 'stripe' ? stripeKeyProblem(change.secret) : 'Only the Stripe key is replaced.';
      return problem === null ? { text: change.secret } : { problem };
    }
  }
}

const listOf = (entries: readonly Entry[]): Changed => ({ text: entries.map(({ text }) => text).join(',') });

function add(kind: Kind, entries: readonly Entry[], secret: string, report: KeysReport | null): Changed {
  const entry = entryOf(kind, secret);
  const problem = malformed(kind, secret) ?? (kind === 'links' ? clash(entries, entry, report) : null);
  if (problem !== null) return { problem };
  if (entries.some(({ fingerprint }) => fingerprint === entry.fingerprint)) {
    return { problem: 'It is there already.' };
  }
  if (kind !== 'links' && entries.length >= MOST_AT_ONCE) {
    return { problem: `${KINDS[kind].variable} holds two already: drop the old one first.` };
  }
  // A link key is accepted before it makes links: the version of the Worker that is still live must know it by then.
  return listOf(kind === 'links' ? [...entries, entry] : [entry, ...entries]);
}

/** Why a variable's text must not be put where something else runs, or null: link keys that it takes away or changes. */
export function putProblem(text: string, report: KeysReport, breaks: number | null): string | null {
  const entries = entriesOf('links', text);
  for (const entry of entries) {
    const problem = clash([], entry, report);
    if (problem !== null) return problem;
  }
  const lost = report.linkKeys.filter(
    ({ number, listed }) => listed && !entries.some((entry) => entry.number === number),
  );
  const first = lost.find(({ needed, endpoints }) => needed.open + needed.closed + endpoints > 0);
  return first === undefined ? null : stillNeeded(first, report, breaks);
}

/** Two keys of one number, here or in what runs, would break the links of one of them. */
function clash(entries: readonly Entry[], entry: Entry, report: KeysReport | null): string | null {
  const bytes = (one: Entry) => Buffer.from(one.text.slice(one.text.indexOf(':') + 1), 'base64url');
  const all = [...entries, entry].map((one) => ({ id: one.number ?? -1, secret: bytes(one) }));
  const known = (report?.linkKeys ?? []).map((key) => ({ ...key, makesSince: null, madeUntil: null }));
  const named = { number: entry.number ?? -1, fingerprint: entry.fingerprint };
  return linkKeysProblem(all) ?? takenNumber([named], known);
}

function use(kind: Kind, entries: readonly Entry[]): Changed {
  if (kind !== 'links')
    return { problem: 'Only a link key is used from a moment on: the others work once they are added.' };
  const next = entries.at(-1);
  if (next === undefined || entries.length < 2)
    return { problem: 'There is one link key only: add the next one first.' };
  return listOf([next, ...entries.slice(0, -1)]);
}

function drop(
  kind: Kind,
  entries: readonly Entry[],
  { which, breaks }: { readonly which: string; readonly breaks: number | null },
  report: KeysReport | null,
): Changed {
  const gone = entries.find(({ number, fingerprint }) =>
    kind === 'links' ? `k${number}` === which || String(number) === which : fingerprint === which,
  );
  if (gone === undefined) return { problem: `There is no such one; it holds ${named(kind, entries)}.` };
  if (entries.length === 1) return { problem: 'It is the only one: add the next one first.' };
  if (kind === 'links') {
    if (gone === entries[0]) return { problem: `k${gone.number} makes the links: use the next one first.` };
    const problem = stillNeeded(gone, report, breaks);
    if (problem !== null) return { problem };
  }
  return listOf(entries.filter((entry) => entry !== gone));
}

/** Links last as long as their key. Whoever breaks them says how many. */
function stillNeeded(
  gone: { readonly number: number | null },
  report: KeysReport | null,
  breaks: number | null,
): string | null {
  if (report === null) return 'What runs cannot be asked how many links need it, so it stays.';
  const key = report.linkKeys.find(({ number }) => number === gone.number);
  const { open, closed } = key?.needed ?? { open: 0, closed: 0 };
  const endpoints = key?.endpoints ?? 0;
  const all = open + closed + endpoints;
  if (all === 0 || breaks === all) return null;
  return `k${gone.number} is needed: it would break the links of up to ${open} invoices that are to be paid and of ${closed} others${endpoints === 0 ? '' : `, and the secrets of ${endpoints} webhook endpoints`}. Keep it, or drop it all the same with --breaks ${all}.`;
}

function malformed(kind: Kind, secret: string): string | null {
  switch (kind) {
    case 'webhook':
    case 'connect':
    case 'mail':
    case 'alarm':
      return /^whsec_[A-Za-z0-9+/=_-]{16,}$/.test(secret) ? null : 'A signing secret begins with whsec_.';
    case 'operator':
      return operatorKeyProblem(secret);
    case 'links':
      return entryOf(kind, secret).number === null
        ? 'A link key is k<number>:<32 random bytes in base64url>.'
        : null;
    case 'stripe':
      return 'The Stripe key is replaced, not added: Stripe takes both until you end the old one there.';
  }
}

/** Secrets by what tells them apart. */
export const named = (kind: Kind, entries: readonly Entry[]): string =>
  entries.map(({ number, fingerprint }) => (kind === 'links' ? `k${number}` : fingerprint)).join(', ') ||
  'none';
