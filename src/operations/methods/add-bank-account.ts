import { and, desc, eq, inArray } from 'drizzle-orm';
import { methodSetups } from '../../db/schema/index.ts';
import {
  type BankAccount,
  readAccountRefusal,
  readBankAccount,
  type TypedAccount,
} from '../../domain/methods/bank-account.ts';
import { done, type Outcome, refused, STRIPE_UNAVAILABLE } from '../../domain/outcome.ts';
import { CONFLICT, type ConflictOr, type Context, decided, newId, retryOnConflict } from '../core/context.ts';
import { recipientsOf } from '../core/queue-message.ts';
import type { Agreed } from './agreement.ts';
import { applySetupEnd } from './apply-setup.ts';
import { changeSetup, readSetupRow } from './change-setup.ts';
import { type ClaimedSetup, claimSetup, type SetupRow } from './claim-setup.ts';
import type { ForCustomer } from './customer-scope.ts';
import { endSetupRefused, setupRefused } from './setup-refused.ts';
import { syncSetup } from './sync-setup.ts';
import { DAY_MS } from './timing.ts';

/**
 * `verifying`: test deposits are on their way, and it can be charged once they are confirmed. `added`: Stripe has
 * verified the account before, and it can be charged now.
 */
type AddedAccount = Outcome<{ readonly setupId: string; readonly state: 'verifying' | 'added' }>;

/**
 * Puts a US bank account on file by its number: Stripe makes a SetupIntent, sends test deposits and keeps the mandate,
 * whose text is kept here as it was shown. The number goes to Stripe and nowhere else: the row committed before the
 * call holds no request, so after a lost answer the SetupIntent is searched for by its metadata instead of sent again.
 * https://docs.stripe.com/payments/ach-direct-debit/set-up-payment
 */
export async function addBankAccount(
  ctx: Context,
  {
    who,
    ...ask
  }: {
    readonly who: ForCustomer;
    readonly setupId: string;
    readonly typed: TypedAccount;
    readonly agreed: Agreed;
  },
): Promise<AddedAccount> {
  const read = readBankAccount(ask.typed);
  if (!read.ok) return refused({ code: 'account_invalid', problems: read.problems });
  const { account } = read;
  const lost = await findLost(ctx, who, account);
  if (lost !== null) return lost;
  const claimed = await claimSetup(ctx, who, {
    setupId: ask.setupId,
    kind: 'bank_deposits',
    request: null,
    agreed: ask.agreed,
    card: { kind: 'us_bank_account', bankName: null, last4: account.accountNumber.slice(-4) },
    holderName: account.holderName,
    routingNumber: account.routingNumber,
    expiresAt: ctx.now() + DAY_MS,
    replaces: null,
  });
  if (claimed.kind !== 'done') return claimed;
  const { setup } = claimed.value;
  // The form was sent before: answer with that result, and send no second account under its id.
  if (setup.state !== 'asked') return addedAccount(setup.id, setup);
  return send(ctx, claimed.value, account, ask.agreed);
}

async function send(
  ctx: Context,
  { setup, owner, account: stripeAccount }: ClaimedSetup,
  account: BankAccount,
  agreed: Agreed,
): Promise<AddedAccount> {
  const stripe = await ctx.stripe(stripeAccount);
  const made = await stripe.createBankSetup(
    {
      stripeCustomerId: setup.stripeCustomerId,
      account,
      returnUrl: ctx.links.page('/portal/settings'),
      email: recipientsOf(owner.customer)[0] ?? null,
      acceptance: {
        acceptedAt: setup.createdAt,
        ipAddress: agreed.ipAddress,
        userAgent: agreed.userAgent,
      },
      metadata: {
        quittance_deployment: ctx.deploymentId,
        quittance_merchant: setup.merchantId,
        quittance_customer: setup.customerId,
        quittance_setup: setup.id,
      },
    },
    `${setup.id}/intent`,
  );
  switch (made.kind) {
    case 'ok':
      await endSetupRefused(ctx, setup);
      return addedAccount(setup.id, await syncSetup(ctx, setup.id, { session: null, intent: made.value }));
    case 'refused': {
      ctx.log('stripe_refused_account', { setupId: setup.id, code: made.code });
      await endRefused(ctx, setup.id, made.code);
      const reason = readAccountRefusal(made.code);
      if (reason !== null) return refused({ code: 'account_refused', reason });
      return setupRefused(ctx, setup, made);
    }
    case 'unknown': {
      ctx.log('stripe_unknown_account', { setupId: setup.id, reason: made.reason });
      const synced = await syncSetup(ctx, setup.id);
      if (synced.state !== 'asked') return addedAccount(setup.id, synced);
      await markUnknown(ctx, setup.id);
      return STRIPE_UNAVAILABLE;
    }
  }
}

/**
 * Finds a recent account whose answer was lost, with the same last digits at the same bank, instead of sending it
 * again.
 */
async function findLost(ctx: Context, who: ForCustomer, account: BankAccount): Promise<AddedAccount | null> {
  const [row] = await ctx.db
    .select()
    .from(methodSetups)
    .where(
      and(
        eq(methodSetups.customerId, who.customerId),
        eq(methodSetups.merchantId, who.merchantId),
        eq(methodSetups.kind, 'bank_deposits'),
        inArray(methodSetups.state, ['asked', 'unknown']),
        eq(methodSetups.routingNumber, account.routingNumber),
      ),
    )
    .orderBy(desc(methodSetups.id))
    .limit(1);
  if (row?.card?.kind !== 'us_bank_account' || row.card.last4 !== account.accountNumber.slice(-4))
    return null;
  const synced = await syncSetup(ctx, row.id);
  return synced.state === 'verifying' || synced.state === 'succeeded' ? addedAccount(row.id, synced) : null;
}

function addedAccount(
  setupId: string,
  { state, failureCode = null }: Pick<SetupRow, 'state'> & { readonly failureCode?: string | null },
): AddedAccount {
  switch (state) {
    case 'succeeded':
      return done({ setupId, state: 'added' });
    case 'verifying':
    case 'open':
      return done({ setupId, state: 'verifying' });
    case 'asked':
    case 'unknown':
      return STRIPE_UNAVAILABLE;
    case 'failed': {
      const reason = failureCode === null ? null : readAccountRefusal(failureCode);
      return refused(reason === null ? { code: 'setup_over' } : { code: 'account_refused', reason });
    }
    case 'expired':
      return refused({ code: 'setup_over' });
  }
}

const endRefused = (ctx: Context, setupId: string, code: string): Promise<null> =>
  retryOnConflict(ctx, async (): Promise<ConflictOr<null>> => {
    const snapshot = await readSetupRow(ctx.db, setupId);
    if (snapshot === null || snapshot.setup.closedAt !== null) return decided(null);
    const committed = await applySetupEnd(ctx, snapshot, null, 'failed', code);
    return committed.kind === 'committed' ? decided(null) : CONFLICT;
  });

const markUnknown = (ctx: Context, setupId: string): Promise<null> =>
  retryOnConflict(ctx, async (): Promise<ConflictOr<null>> => {
    const snapshot = await readSetupRow(ctx.db, setupId);
    if (snapshot === null || snapshot.setup.state !== 'asked') return decided(null);
    const committed = await changeSetup(ctx, snapshot, {
      commandId: `setup/${setupId}/unknown/${newId(ctx, 'req')}`,
      entry: { type: 'method_setup_unknown', data: { setupId } },
      columns: { state: 'unknown' },
    });
    return committed.kind === 'committed' ? decided(null) : CONFLICT;
  });
