import type { PayerQuestion } from '../../adapters/stripe/port-sessions.ts';
import type { Cart } from '../../db/queries/cart.ts';
import type { StoredTerms } from '../../domain/collection/link-keeps.ts';
import { savesMethod } from '../../domain/collection/save-method.ts';
import type { Takes } from '../../domain/collection/types.ts';
import { cut } from '../../domain/cut.ts';
import { describeInvoice, describeInvoices, payeeOf } from '../../domain/invoice/number.ts';
import { readStoredRequest } from '../../domain/payment/stored-request.ts';
import { type Context, newId } from '../core/context.ts';
import { recipientsOf } from '../core/queue-message.ts';
import { linkTermsOf } from '../facts/link-terms.ts';
import { localeOf } from '../facts/locale.ts';
import { DESCRIPTION_LENGTH, paymentMetadata, targetsMetadata } from '../facts/payment-metadata.ts';
import { SESSION_LIFE_MS } from '../facts/payment-timing.ts';
import { customerPolicy, merchantPolicy } from '../facts/policies.ts';
import { type Claim, type ClaimTarget, commitClaim } from '../payments/commit-claim.ts';

/** The longest name of a product that Stripe takes. */
const PRODUCT_NAME_LENGTH = 250;

type Targets = readonly [ClaimTarget, ...ClaimTarget[]];

/**
 * Claims invoices, or a part of one, for one session that their customer opens: every slot is taken in one commit or
 * none is. Stripe's page shows a line for each and returns to where the payer came from. `ways` may offer a US bank account
 * beside cards. If the customer's next invoices are charged automatically, the method is saved for them: of whoever pays by
 * link as the merchant has chosen, and only after they were told.
 */
export async function claimSession(
  ctx: Context,
  { merchant, customer, attempts }: Pick<Cart, 'merchant' | 'customer' | 'attempts'>,
  ask: {
    readonly via: 'link' | 'portal';
    readonly connectionId: string;
    readonly stripeCustomerId: string;
    readonly targets: Targets;
    readonly ways: Takes;
    /** Parameters that Stripe refused just now, and that a payment does without. */
    readonly without?: ReadonlySet<string>;
  },
): Promise<Claim> {
  const { targets, via } = ask;
  const [{ invoice: first }, ...others] = targets;
  const at = ctx.now();
  const paymentId = newId(ctx, 'pay');
  const invoices = [first, ...others.map(({ invoice }) => invoice)] as const;
  const locale = localeOf(ctx, customer, merchant);
  const naming = await ctx.nameInvoices(locale);
  const description = describeInvoices(invoices, merchant, naming);
  const said = via === 'link' ? await termsFor(ctx, { merchant, customer }) : null;
  const terms = said?.terms ?? null;
  const request = ctx.rules.sessionParams({
    stripeCustomerId: ask.stripeCustomerId,
    currency: first.currency,
    amount: targets.reduce((sum, { amount }) => sum + amount, 0),
    payee: ctx.links.escape(cut(payeeOf(invoices, merchant), PRODUCT_NAME_LENGTH)),
    ...ask.ways,
    description: ctx.links.escape(cut(description, DESCRIPTION_LENGTH)),
    lines: targets.map(({ invoice, amount }) => ({
      description: ctx.links.escape(cut(describeInvoice(invoice, merchant, naming), PRODUCT_NAME_LENGTH)),
      amount,
    })),
    metadata: {
      ...paymentMetadata(ctx, paymentId, invoices, { via, payerId: customer.id }),
      ...targetsMetadata(targets),
    },
    paymentId,
    ...returnAddresses(ctx, via, paymentId, targets),
    expiresAtMs: at + SESSION_LIFE_MS,
    locale,
    receiptEmail: merchant.receiptsBy === 'stripe' ? (recipientsOf(customer, 'receipts')[0] ?? null) : null,
    savesMethod:
      via === 'link'
        ? terms?.keeps === 'announced'
        : savesMethod(merchantPolicy(merchant), customerPolicy(customer)),
    asksToSave: terms?.keeps === 'if_asked',
    text: terms === null ? null : ctx.links.escape(terms.text),
    payer: said?.payer ?? null,
    without: ask.without ?? new Set(),
  });
  return commitClaim(ctx, {
    paymentId,
    at,
    connectionId: ask.connectionId,
    payerId: customer.id,
    via,
    flow: 'session',
    attempt: attempts + 1,
    request,
    method: null,
    targets,
    // Stripe may not take what keeping it needs: then nothing is kept, and nothing was said.
    terms: readStoredRequest(request).savesMethod ? terms : null,
  });
}

/**
 * What is said to whoever pays by link, and what they are asked; null where nothing is kept. Where they are asked whether it
 * is kept, who doesn't want that owes nobody an address.
 */
async function termsFor(
  ctx: Context,
  house: Pick<Cart, 'merchant' | 'customer'>,
): Promise<{ readonly terms: StoredTerms; readonly payer: PayerQuestion } | null> {
  const found = linkTermsOf(ctx, house);
  if (found === null) return null;
  const { asksAddress: label, ...written } = await ctx.linkTerms(found);
  const { keeps } = found;
  return { terms: { ...written, keeps }, payer: { label, isOptional: keeps === 'if_asked' } };
}

/** Where Stripe's page returns to: a payer who came by link may not be able to sign in. */
function returnAddresses(ctx: Context, via: 'link' | 'portal', paymentId: string, targets: Targets) {
  const [{ invoice }] = targets;
  if (via === 'link') {
    const { id, linkVersion: version } = invoice;
    return {
      successUrl: ctx.links.placeholder('success', { id: paymentId, version }),
      cancelUrl: ctx.links.placeholder('view', { id, version }),
    };
  }
  const selection = new URLSearchParams(targets.map((target) => ['invoice', target.invoice.id]));
  return {
    successUrl: ctx.links.page(`/portal/payments/${paymentId}`),
    cancelUrl: ctx.links.page(`/portal/pay?${selection}`),
  };
}
