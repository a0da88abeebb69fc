import {
  ANY,
  type Counted,
  countEachStopped,
  listStopped,
  type StoppedRow,
  type Within,
} from '../../db/queries/stopped.ts';
import { done, type Outcome, refused } from '../../domain/outcome.ts';
import type { Scope } from '../../domain/scope.ts';
import { STOPPED_KINDS, type StoppedKind } from '../../domain/watch/stopped.ts';
import type { Context } from '../core/context.ts';

/** Whose work is meant: one business's, or null for the operator's, who sees all. */
export type OfWhom = { readonly scope: Scope | null };

/** The operator sees what is of this deployment's mode. */
export const withinOf = (ctx: Context, scope: Scope | null): Within => ({
  scope,
  livemode: scope?.livemode ?? ctx.livemode,
});

export type StoppedWork = Omit<StoppedRow, 'details'> & {
  readonly kind: StoppedKind;
  /** Ids of ours and of Stripe's that it is about. */
  readonly names: Readonly<Record<string, string>>;
};

/** How much stopped, by kind and reason, in one round trip. */
export async function countStoppedWork(
  ctx: Context,
  { scope }: OfWhom,
): Promise<Outcome<readonly (Counted & { readonly kind: StoppedKind })[]>> {
  const ask = { within: withinOf(ctx, scope), filter: ANY, now: ctx.now() };
  const found = await countEachStopped(ctx.db, STOPPED_KINDS, ask);
  return done(STOPPED_KINDS.flatMap((kind, at) => (found[at] ?? []).map((of) => ({ ...of, kind }))));
}

export type StoppedAsk = OfWhom & {
  readonly kind: StoppedKind;
  readonly reason: string | null;
  readonly startingAfter: string | null;
  readonly limit: number;
};

/** What stopped of one kind, oldest first; `next` is where the following page starts. */
export async function listStoppedWork(
  ctx: Context,
  { scope, kind, reason, startingAfter, limit }: StoppedAsk,
): Promise<Outcome<{ readonly data: readonly StoppedWork[]; readonly next: string | null }>> {
  const [, since, id] = /^(\d{1,16})\.(.+)$/.exec(startingAfter ?? '') ?? [];
  if (startingAfter !== null && (since === undefined || id === undefined)) {
    const message = 'Give the `nextCursor` of the page before.';
    return refused({ code: 'invalid', problems: [{ path: 'startingAfter', message }] });
  }
  const rows = await listStopped(ctx.db, kind, {
    within: withinOf(ctx, scope),
    filter: { ...ANY, reason },
    after: since === undefined || id === undefined ? null : { since: Number(since), id },
    limit: limit + 1,
    now: ctx.now(),
  });
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const next = rows.length > limit && last !== undefined ? `${last.since}.${last.id}` : null;
  return done({ data: page.map((row) => shown(kind, row)), next });
}

/** One piece of work that stopped. */
export async function readStoppedWork(
  ctx: Context,
  { scope, kind, id }: OfWhom & { readonly kind: StoppedKind; readonly id: string },
): Promise<Outcome<StoppedWork>> {
  const [row] = await listStopped(ctx.db, kind, {
    within: withinOf(ctx, scope),
    filter: { ...ANY, id },
    after: null,
    limit: 1,
    now: ctx.now(),
  });
  return row === undefined ? refused({ code: 'not_found', what: 'work' }) : done(shown(kind, row));
}

const shown = (kind: StoppedKind, { details, ...row }: StoppedRow): StoppedWork => ({
  ...row,
  kind,
  names: namesIn(details),
});

/** A job's payload or a message may hold an address: only what is an id, or says which list, is shown. */
function namesIn(details: string | null): Readonly<Record<string, string>> {
  try {
    const parsed: unknown = JSON.parse(details ?? '{}');
    if (typeof parsed !== 'object' || parsed === null) return {};
    return Object.fromEntries(
      Object.entries(parsed).filter(
        (entry): entry is [string, string] =>
          typeof entry[1] === 'string' &&
          /^(?:self|outbox|inbox|collect|[a-z]{2,5}_\w{1,100})$/.test(entry[1]),
      ),
    );
  } catch {
    // A message that was too long is stored without its end.
    return {};
  }
}
