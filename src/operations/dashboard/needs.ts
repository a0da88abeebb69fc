import type {
  selectOpenObjects,
  selectQuarantinedEvents,
  selectUnexplained,
} from '../../db/queries/findings.ts';
import {
  MOST_NEEDS,
  type selectFailed,
  type selectRefused,
  type selectToAnswer,
  type selectUnheard,
  type selectUnsentSchedules,
  type selectVerifying,
  type selectWaitingSchedules,
} from '../../db/queries/needs.ts';
import { invoiceNumber } from '../../domain/invoice/number.ts';
import type { Need, SeveralNeeds } from '../../domain/needs.ts';

type Rows<F extends (...input: never[]) => PromiseLike<readonly unknown[]>> = Awaited<ReturnType<F>>;

type Found = {
  readonly isPaused: boolean;
  readonly toAnswer: Rows<typeof selectToAnswer>;
  readonly failed: Rows<typeof selectFailed>;
  readonly returned: Rows<typeof selectFailed>;
  readonly refusals: Rows<typeof selectRefused>;
  readonly waitingSchedules: Rows<typeof selectWaitingSchedules>;
  readonly unsentSchedules: Rows<typeof selectUnsentSchedules>;
  readonly unheard: Rows<typeof selectUnheard>;
  readonly verifying: Rows<typeof selectVerifying>;
  readonly objects: Rows<typeof selectOpenObjects>;
  readonly events: Rows<typeof selectQuarantinedEvents>;
  readonly unexplained: Rows<typeof selectUnexplained>;
  readonly drafts: number;
};

/** What needs a person, the most pressing first: what loses money by waiting, then what money waits for, then the rest. */
export function needsOf(found: Found): readonly Need[] {
  return [
    ...(found.isPaused ? [{ kind: 'paused' } as const] : []),
    ...some('dispute', found.toAnswer, (row): Need => ({ kind: 'dispute', ...row })),
    ...some('returned', found.returned, invoiceNeed('returned')),
    ...some('failed', found.failed, invoiceNeed('failed')),
    ...some('refused', found.refusals, ({ subject, subjectId, message, customer, ...number }): Need => {
      const name = subject === 'invoice' ? invoiceNumber(number) : customer;
      return { kind: 'refused', of: subject, id: subjectId, name, message };
    }),
    ...some('schedule', schedulesIn(found), (need): Need => ({ kind: 'schedule', ...need })),
    ...some('unheard', onePerCustomer(found.unheard), ({ customerId, customer, recipient }): Need => {
      return { kind: 'unheard', customerId, customer, recipient };
    }),
    ...some('verifying', found.verifying, (row): Need => ({ kind: 'verifying', ...row })),
    ...found.objects.slice(0, MOST_NEEDS).map(({ stripeId, account }): Need => {
      return { kind: 'unknown_object', stripeId, account };
    }),
    ...found.events.slice(0, MOST_NEEDS).map(({ subject, account }): Need => {
      return { kind: 'quarantined_event', stripeId: subject, account };
    }),
    ...(found.unexplained.length > 0
      ? [{ kind: 'unexplained', count: found.unexplained.length } as const]
      : []),
    ...(found.drafts > 0 ? [{ kind: 'drafts', count: found.drafts } as const] : []),
  ];
}

const invoiceNeed =
  (kind: 'failed' | 'returned') =>
  ({ invoiceId, customer, currency, remaining, ...number }: Found['failed'][number]): Need => ({
    kind,
    invoiceId,
    number: invoiceNumber(number),
    customer,
    currency,
    amount: remaining,
  });

function some<T>(of: SeveralNeeds, rows: readonly T[], need: (row: T) => Need): readonly Need[] {
  const named = rows.slice(0, MOST_NEEDS).map(need);
  return rows.length > MOST_NEEDS ? [...named, { kind: 'more', of }] : named;
}

/** Each once, with what comes first: no invoice is made until it is seen to. */
function schedulesIn({ waitingSchedules, unsentSchedules }: Found) {
  const waiting = waitingSchedules.map(({ asksThrough, ...schedule }) => ({
    ...schedule,
    why: asksThrough === null ? ('stopped' as const) : ('asks' as const),
  }));
  const named = new Set(waiting.map(({ scheduleId }) => scheduleId));
  const unsent = unsentSchedules.filter(({ scheduleId }) => !named.has(scheduleId));
  return [...waiting, ...unsent.map((schedule) => ({ ...schedule, why: 'not_sent' as const }))];
}

/** A customer whom nothing reaches is one thing to do, however many messages came back. */
const onePerCustomer = (rows: Found['unheard']): Found['unheard'] =>
  rows.filter(({ customerId }, place) => rows.findIndex((row) => row.customerId === customerId) === place);
