import type { FileStore } from '../../adapters/files/port.ts';
import type { Links } from '../../adapters/links/port.ts';
import type { StripePort, StripeRules } from '../../adapters/stripe/port.ts';
import type { Webhooks } from '../../adapters/webhooks/port.ts';
import type { Change, Committed } from '../../db/commit.ts';
import { commit } from '../../db/commit.ts';
import type { Database, Statement } from '../../db/database.ts';
import { selectDueEndpointsOf } from '../../db/queries/webhooks.ts';
import { auditRow } from '../../db/writes/audit-log.ts';
import { noteEvents, worthNoting } from '../../db/writes/webhook-events.ts';
import type { ConnectPlatform } from '../../domain/account/platform.ts';
import type { Actor } from '../../domain/actor.ts';
import { actOf } from '../../domain/acts.ts';
import { auditedBy } from '../../domain/audit.ts';
import type { LinkTerms, SpokenTerms } from '../../domain/collection/link-keeps.ts';
import type { Effect, EffectKind, EffectPayload } from '../../domain/effects.ts';
import { type Id, type IdPrefix, makeId } from '../../domain/ids.ts';
import type { InvoiceNaming } from '../../domain/invoice/number.ts';
import type { Reader } from '../../domain/reader/locale.ts';

/** An event that D1 did not take in time: the queue holds it until it is stored, and no other message carries more than a reference. */
export type EventMessage = {
  readonly kind: 'event';
  readonly account: string;
  readonly livemode: boolean;
  readonly eventId: string;
  readonly type: string;
  readonly apiVersion: string | null;
  /** What is kept of it, as it is stored. */
  readonly payload: string;
  /** When it came (ms). */
  readonly receivedAt: number;
};

/** A thin event about an account, which D1 was not asked about in time. */
type AccountMessage = {
  readonly kind: 'account';
  readonly account: string;
  readonly type: string;
};

/** A webhook that the queue holds while D1 is silent. */
export type WebhookMessage = EventMessage | AccountMessage;

/** Points to work in D1. */
export type QueueMessage =
  | WebhookMessage
  | { readonly kind: 'outbox'; readonly id: string }
  | {
      readonly kind: 'inbox';
      readonly account: string;
      readonly livemode: boolean;
      readonly eventId: string;
    }
  /** A due invoice; `delaySeconds` is how long the queue delays the message. */
  | {
      readonly kind: 'collect';
      readonly invoiceId: string;
      readonly delaySeconds: number;
      readonly turn: Turn | null;
    }
  /** What a tick had no room for; it is in the queue until `until` (ms), and found again by a tick after that. */
  | { readonly kind: 'sweep'; readonly of: SweptKind; readonly id: string; readonly until: number };

/** What a tick works on by the object: Stripe's events, account and books of a connection, and whatever has a next check. */
export const SWEPT_KINDS = [
  'events',
  'account',
  'books',
  'payment',
  'look_back',
  'refund',
  'setup',
  'stripe_customer',
  'customer_import',
  'mapping',
  'client_import',
  'client_import_row',
  'statement_run',
  'statement',
  'schedule',
  'webhook_endpoint',
  'webhook_overdue',
] as const;
export type SweptKind = (typeof SWEPT_KINDS)[number];

/** When (ms) an invoice may be charged: charges of a connection are spread to stay within Stripe's rate limit. */
export type Turn = { readonly connectionId: string; readonly at: number };

/** Everything that operations need from outside. Clock and randomness are values, so that a test can hold them. */
export type Context = {
  readonly db: Database;
  /** The code of `db` among the deployment's databases, which every id made here carries; 0 unless there are several. */
  readonly database?: number;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly random: (bytes: number) => Uint8Array;
  readonly pause: (ms: number) => Promise<void>;
  /** Best effort: anything not enqueued is picked up by cron within a minute. */
  readonly enqueue: (work: readonly QueueMessage[]) => Promise<void>;
  /** Has the queue keep a webhook until D1 can take it; rejects where it doesn't. Absent where no event comes from outside. */
  readonly keepInQueue?: (webhook: WebhookMessage) => Promise<void>;
  /** Stripe for an account (`self` or `acct_…`); the SDK is loaded on first use. */
  readonly stripe: (account: string) => Promise<StripePort>;
  readonly rules: StripeRules;
  readonly links: Links;
  /** Where files are kept that go with invoices; null or absent where no bucket is bound. */
  readonly files?: FileStore | null;
  /** What is said to whoever pays by link, in their language; loaded on first use. */
  readonly linkTerms: (terms: LinkTerms) => Promise<SpokenTerms>;
  /** How invoices are called at Stripe, in the language of a locale; loaded on first use. */
  readonly nameInvoices: (locale: string) => Promise<InvoiceNaming>;
  /** Structured, without anything secret or personal. */
  readonly log: (event: string, fields: Readonly<Record<string, string | number | boolean | null>>) => void;
  /** The mode of the Stripe key: money of the other mode does not exist here. */
  readonly livemode: boolean;
  /** Marks our objects in Stripe's metadata. */
  readonly deploymentId: string;
  /** How many mails one API key may have sent in a day (UTC); unlimited where absent. */
  readonly mailsPerKeyADay?: number;
  /** The platform that accounts are connected to by OAuth; null or absent where this deployment is none. */
  readonly connect?: ConnectPlatform | null;
  /** The domain of our Message-IDs. */
  readonly messageDomain: string;
  /** Who asks; absent where nobody does: in jobs, by cron, on Stripe's events. */
  readonly actor?: Actor;
  /** What the browser says of whoever reads the answer; absent where no person does, as in jobs and the API. */
  readonly reader?: Reader | null;
  /** How businesses' own systems are told of events; null or absent where nothing is delivered. */
  readonly webhooks?: Webhooks | null;
};

/** What a read of what is due needs. */
export type ReadContext = Pick<Context, 'db' | 'now' | 'livemode'>;

/** A new id, sortable by the context's clock. */
export const newId = <P extends IdPrefix>(ctx: Context, prefix: P): Id<P> =>
  makeId(prefix, ctx.now(), ctx.random(9), ctx.database);

/** An effect to be committed with its cause. */
export const effect = <K extends EffectKind>(
  ctx: Context,
  kind: K,
  payload: EffectPayload<K>,
  dueAt?: number,
): Effect<K> => ({
  id: newId(ctx, 'out'),
  kind,
  payload,
  ...(dueAt !== undefined && { dueAt }),
});

/**
 * Commits, with what the audit log says of it and what the business's systems are told of it, and enqueues the effects that are due now.
 */
export async function commitChange(ctx: Context, change: Change): Promise<Committed> {
  const salt = () => Array.from(ctx.random(16), (byte) => byte.toString(16).padStart(2, '0')).join('');
  const committed = await commit(ctx.db, salt, {
    ...change,
    rows: [...change.rows, ...auditRows(ctx, change)],
    ...notingOf(ctx, change),
  });
  if (committed.kind === 'committed' && !committed.replayed) {
    const due = change.effects.filter((item) => (item.dueAt ?? 0) <= change.at);
    const told = committed.noted === true ? await dueEndpoints(ctx, change) : [];
    const work = [...due.map(({ id }) => ({ kind: 'outbox', id }) as const), ...told];
    if (work.length > 0) await ctx.enqueue(work);
  }
  return committed;
}

/** What notes the events of a change, in its own batch. */
function notingOf(ctx: Context, { merchantId, at, appends }: Change): Pick<Change, 'noting'> {
  const events = worthNoting(appends, () => newId(ctx, 'evt'));
  if (events.length === 0) return {};
  return { noting: noteEvents(ctx.db, { merchantId, livemode: ctx.livemode }, at, events) };
}

/** A message for each endpoint that something is due for, so that none waits for another. */
async function dueEndpoints(ctx: Context, { merchantId, at }: Change): Promise<readonly QueueMessage[]> {
  const scope = { merchantId, livemode: ctx.livemode };
  const due = await selectDueEndpointsOf(ctx.db, scope, at);
  return due.map(({ id }) => ({ kind: 'sweep', of: 'webhook_endpoint', id, until: at }));
}

/** The lines of the audit log that a change is worth, in its own batch: neither is there without the other. */
const auditRows = (ctx: Context, { merchantId, at, appends, audit }: Change): Statement[] =>
  appends.flatMap((entry) => {
    const audited = auditedBy(entry, audit) ?? (ctx.actor?.kind === 'staff' ? actOf(entry) : null);
    if (audited === null) return [];
    const row = { id: newId(ctx, 'aud'), merchantId, livemode: ctx.livemode, at };
    return [auditRow(ctx.db, row, audited, ctx.actor)];
  });

const ATTEMPTS = 12;

/** The result of one attempt to decide: a value, or a lost race after which it has to be decided again. */
export type ConflictOr<T> = { readonly kind: 'decided'; readonly value: T } | { readonly kind: 'conflict' };

export const decided = <T>(value: T): ConflictOr<T> => ({ kind: 'decided', value });
export const CONFLICT = { kind: 'conflict' } as const;

/** Reads, decides and commits until no race is lost. Throws after many, which is a bug or an overload. */
export async function retryOnConflict<T>(ctx: Context, attempt: () => Promise<ConflictOr<T>>): Promise<T> {
  for (let tries = 1; tries <= ATTEMPTS; tries += 1) {
    const outcome = await attempt();
    if (outcome.kind === 'decided') return outcome.value;
    const [jitter = 0] = ctx.random(1);
    await ctx.pause(tries * 10 + jitter / 8);
  }
  throw new Error('retryOnConflict ran out of attempts');
}
