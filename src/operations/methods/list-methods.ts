import { and, desc, eq, gt, inArray, ne, or } from 'drizzle-orm';
import type { Database } from '../../db/database.ts';
import { methodSetups, paymentMethods } from '../../db/schema/index.ts';
import { hasSteppedBack, inOrder, leaderOf } from '../../domain/collection/order.ts';
import type { LinkStanding, MethodCard } from '../../domain/collection/types.ts';
import { DEPOSIT_TRIES } from '../../domain/methods/deposits.ts';
import { REMOVING } from '../../domain/methods/follow.ts';
import { linkStanding } from '../../domain/methods/kept-by-link.ts';
import type { MethodStateReason } from '../../domain/methods/state-reason.ts';
import { done, type Outcome, refused } from '../../domain/outcome.ts';
import type { Context } from '../core/context.ts';
import { type ForCustomer, type Owner, selectOwner } from './customer-scope.ts';
import { DAY_MS } from './timing.ts';

/** A method as its owner and staff see it. */
export type ShownMethod = {
  readonly id: string;
  readonly card: MethodCard;
  readonly state: 'pending_verification' | 'usable' | 'unusable';
  /** Stripe's reason why it cannot be charged, such as `bank_account_closed`; `removing` while it is being removed. */
  readonly stateReason: MethodStateReason | null;
  /** Charged first: it paid last, or was made the default since. */
  readonly isDefault: boolean;
  readonly paidAt: number | null;
  /** When its last charge was declined, and it has not paid since. */
  readonly declinedAt: number | null;
  /** Others are charged before it. */
  readonly hasSteppedBack: boolean;
  readonly createdAt: number;
  readonly stripePaymentMethodId: string;
  /** The verification its deposits are waiting for, if any. */
  readonly verification: Verification | null;
  /** The payment by link that kept it, and whether it may be charged; null where it came another way. */
  readonly kept: {
    readonly paymentId: string;
    readonly payerEmail: string | null;
    readonly standing: LinkStanding;
    readonly confirmedAt: number | null;
    readonly refusedAt: number | null;
  } | null;
};

export type Verification = {
  readonly setupId: string;
  readonly proof: 'amounts' | 'descriptor_code';
  readonly arrivesAt: number;
  readonly verifyBy: number;
  readonly triesLeft: number;
};

/** An account whose verification failed recently. */
export type EndedSetup = {
  readonly setupId: string;
  readonly card: MethodCard;
  readonly failureCode: string | null;
};

export type OnFile = {
  readonly owner: Pick<Owner, 'customer' | 'merchant' | 'connection'>;
  /** In the order in which they are charged. */
  readonly methods: readonly ShownMethod[];
  readonly ended: readonly EndedSetup[];
};

/** How long an account that could not be verified is still shown. */
const ENDED_SHOWN_MS = 14 * DAY_MS;

/** What a customer has on file, in one round trip. Rejects with `not_found`. */
export async function listMethods(ctx: Context, who: ForCustomer): Promise<Outcome<OnFile>> {
  return onFile(await ctx.db.batch([...selectOnFile(ctx.db, who, ctx.now())]));
}

/** The selects for what a customer has on file, for a read batch. */
export const selectOnFile = (db: Database, who: ForCustomer, now: number) =>
  [
    selectOwner(db, who),
    db
      .select()
      .from(paymentMethods)
      .where(and(eq(paymentMethods.customerId, who.customerId), ne(paymentMethods.state, 'detached'))),
    db
      .select()
      .from(methodSetups)
      .where(
        and(
          eq(methodSetups.customerId, who.customerId),
          eq(methodSetups.kind, 'bank_deposits'),
          or(
            inArray(methodSetups.state, ['verifying']),
            and(
              eq(methodSetups.state, 'failed'),
              gt(methodSetups.arrivesAt, 0),
              gt(methodSetups.closedAt, now - ENDED_SHOWN_MS),
            ),
          ),
        ),
      )
      .orderBy(desc(methodSetups.id)),
  ] as const;

type RowsOf<T extends readonly unknown[]> = { readonly [K in keyof T]: Awaited<T[K]> };

/** The rows of {@link selectOnFile} → what is on file. Rejects with `not_found`. */
export function onFile([[owner], methods, setups]: RowsOf<ReturnType<typeof selectOnFile>>): Outcome<OnFile> {
  if (owner === undefined) return refused({ code: 'not_found', what: 'customer' });
  const connectionId = owner.connection?.id;
  const here = inOrder(methods.filter((method) => method.connectionId === connectionId));
  const leader = leaderOf(here);
  return done({
    owner,
    methods: here.flatMap((method) => shown(method, method === leader, owner.customer, setups)),
    ended: setups
      .filter((setup) => setup.connectionId === connectionId && setup.state === 'failed')
      .flatMap(({ id, card, failureCode }) => (card === null ? [] : [{ setupId: id, card, failureCode }])),
  });
}

function shown(
  method: typeof paymentMethods.$inferSelect,
  isDefault: boolean,
  customer: Owner['customer'],
  setups: readonly (typeof methodSetups.$inferSelect)[],
): readonly ShownMethod[] {
  const { state, keptBy, payerEmail, confirmedAt, refusedAt } = method;
  if (state === 'detached') return [];
  const standing = linkStanding(method, customer);
  const setup = setups.find(
    (each) => each.state === 'verifying' && each.stripePaymentMethodId === method.stripePaymentMethodId,
  );
  return [
    {
      id: method.id,
      card: method.summary,
      state,
      stateReason: method.stateReason,
      isDefault,
      paidAt: method.paidAt,
      declinedAt: method.declinedAt,
      hasSteppedBack: hasSteppedBack(method),
      createdAt: method.createdAt,
      stripePaymentMethodId: method.stripePaymentMethodId,
      verification: state === 'pending_verification' && setup !== undefined ? verificationOf(setup) : null,
      kept:
        keptBy === null || standing === null
          ? null
          : { paymentId: keptBy, payerEmail, standing, confirmedAt, refusedAt },
    },
  ];
}

/** The verification that an account is waiting for; null if none. */
export function verificationOf(setup: typeof methodSetups.$inferSelect): Verification | null {
  const { proof, arrivesAt, verifyBy } = setup;
  if (proof === null || arrivesAt === null || verifyBy === null) return null;
  const triesLeft = Math.max(0, DEPOSIT_TRIES - setup.tries);
  return { setupId: setup.id, proof, arrivesAt, verifyBy, triesLeft };
}

export const isBeingRemoved = ({ stateReason }: Pick<ShownMethod, 'stateReason'>): boolean =>
  stateReason === REMOVING;
