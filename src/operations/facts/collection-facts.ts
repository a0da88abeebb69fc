import type { Collectable } from '../../db/queries/collectable.ts';
import type { MethodRow } from '../../db/queries/planned-methods.ts';
import type {
  Attempt,
  CollectionFacts,
  MethodCard,
  MethodOnFile,
  Spent,
} from '../../domain/collection/types.ts';
import { amountRemaining } from '../../domain/invoice/state.ts';
import { linkStanding } from '../../domain/methods/kept-by-link.ts';
import type { Context } from '../core/context.ts';
import { mayMoveMoney } from '../core/may-move-money.ts';
import { announcedBy } from './announced.ts';
import { collectedPart } from './collected-part.ts';
import { customerPolicy, merchantPolicy } from './policies.ts';

/** Rows → the facts that the collection rules decide on. */
export function collectionFacts(ctx: Context, read: Collectable): CollectionFacts {
  const { invoice, merchant, customer, connection, slot } = read;
  const said = announcedBy(read);
  const part = collectedPart(ctx, read, said);
  const remaining = part?.asked.amount ?? amountRemaining(invoice);
  const announced = part === null ? said : { ...said, charge: part.announcedCharge };
  const attempts = read.attempts.filter((row) => part?.isAttemptAt(row) ?? true);
  const earlier = part === null ? [] : read.attempts.filter((row) => !part.isAttemptAt(row));
  const noticedFor = part === null ? invoice.noticedFor : part.noticedFor;
  return {
    now: ctx.now(),
    merchant: merchantPolicy(merchant),
    customer: customerPolicy(customer),
    invoice: {
      status: invoice.status,
      currency: invoice.currency,
      amountRemaining: remaining,
      policy: invoice.collectPolicy,
      sentAt: invoice.sentAt,
      dueDate: part?.asked.dueDate ?? invoice.dueDate,
      part: part && {
        nextAt: part.nextAt,
        earlier: earlier.map((row) => attempt(row, customer.id)),
        owed: earlier.filter(part.isOwedOf).map((row) => attempt(row, customer.id)),
      },
      noticedFor: announced.notice === 'nobody' ? null : noticedFor,
      announced,
      noticedMethod: invoice.noticedMethod,
      reminders: part?.reminders ?? invoice.reminders,
      notifiedOf: invoice.collectTold,
      isPausedByCustomer: invoice.collectPausedAt !== null,
      asked: read.asked,
      isFrozen: invoice.frozenAt !== null,
      hasPendingVerb: invoice.pendingVerb !== null,
      // Status and stage change with later payments; a returned payment stays returned.
      wasTakenBack: part?.wasTakenBack ?? read.attempts.some(({ state }) => state === 'returned'),
    },
    slot,
    isChargeable: remaining > 0 && ctx.rules.refuseCharge(invoice.currency, remaining) === null,
    connection: standingOf(ctx, read),
    takes: { card: connection?.takesCard ?? true, ach: connection?.takesAch ?? true },
    hasOpenDispute: read.hasOpenDispute,
    methods: read.methods.map((method) => methodOnFile(method, customer)),
    attempts: attempts.map((row) => attempt(row, customer.id)),
    spent: spentBy(read),
  };
}

function standingOf(
  ctx: Context,
  { invoice, connection, caughtUpAt }: Collectable,
): CollectionFacts['connection'] {
  if (connection === null || invoice.livemode !== ctx.livemode) return 'none';
  const money = mayMoveMoney(ctx, connection, caughtUpAt);
  switch (money) {
    case 'moves':
      return 'active';
    case 'held':
      return 'held';
    case 'paused':
    case 'stale':
      return 'paused';
  }
}

/** A method's row → the facts that the rules decide on. */
export const methodOnFile = (
  row: MethodRow,
  customer: Pick<Collectable['customer'], 'email' | 'billingEmails' | 'contacts'>,
): MethodOnFile => ({
  id: row.id,
  kind: row.summary.kind,
  state: row.state,
  isDefault: row.isDefault,
  position: row.position,
  fingerprint: row.fingerprint,
  expMonth: row.expMonth,
  expYear: row.expYear,
  addedAt: row.createdAt,
  paidAt: row.paidAt,
  declinedAt: row.declinedAt,
  defaultSetAt: row.defaultSetAt,
  link: linkStanding(row, customer),
});

const attempt = (row: Collectable['attempts'][number], payerId: string): Attempt => ({
  paymentId: row.paymentId,
  via: row.via,
  isOthers: row.customerId !== payerId,
  state: row.state,
  failureCode: row.failureCode,
  adviceCode: row.adviceCode,
  methodId: row.methodId,
  fingerprint: row.fingerprint,
  kind: kindOf(row),
  claimedAt: row.claimedAt,
  closedAt: row.closedAt,
});

/** The kind of method an attempt was made with: the one on file, or what Stripe says was used. */
const kindOf = ({ summary, method }: Collectable['attempts'][number]): MethodCard['kind'] | null =>
  summary?.kind ?? method?.kind ?? null;

function spentBy({ spent, underWay }: Pick<Collectable, 'spent' | 'underWay'>): ReadonlyMap<string, Spent> {
  const all = new Map<string, Spent>();
  for (const { fingerprint, last24h, last30d, failures } of spent) {
    if (fingerprint === null) continue;
    all.set(fingerprint, { open: 0, last24h, last30d, failures: readFailures(failures) });
  }
  for (const { fingerprint, open } of underWay) {
    if (fingerprint === null) continue;
    const failed = all.get(fingerprint) ?? { last24h: 0, last30d: 0, failures: [] };
    all.set(fingerprint, { ...failed, open });
  }
  return all;
}

/** The distinct failures of a card or account, as SQL gathers them. */
export function readFailures(json: string): Spent['failures'] {
  // Each pair is JSON within JSON: SQLite tells texts apart, not arrays.
  const pairs: readonly string[] = JSON.parse(json);
  return pairs.map((pair) => {
    const [code, advice]: readonly [string | null, string | null] = JSON.parse(pair);
    return { code, advice };
  });
}
