import { createHash } from 'node:crypto';
import type { Stripe } from 'stripe';
import { invalidRequest, noSuchObject, noSuchReference } from '../core/api-error.ts';
import { idOf } from '../core/json.ts';
import { find, type Scope, save } from '../core/scope.ts';
import { readWorlds } from '../core/worlds.ts';
import { testBankByNumber, testBankByToken } from './test-banks.ts';
import { type TestCard, testCardByToken } from './test-cards.ts';
import type { BankTraits, CardTraits, PaymentMethodTraits } from './traits.ts';

/** Who pays, as entered with a payment method. Fields that were not asked for stay null. */
export interface BillingDetails {
  name?: string | null | undefined;
  email?: string | null | undefined;
  phone?: string | null | undefined;
  address?: Stripe.Address | null | undefined;
}

export interface CardInput {
  card: Pick<TestCard, 'number' | 'brand' | 'traits'>;
  expMonth: number;
  expYear: number;
}

export interface BankInput {
  number: string;
  routingNumber: string;
  holderType: 'company' | 'individual';
  accountType: 'checking' | 'savings';
  traits: BankTraits;
}

interface Details {
  billing?: BillingDetails | undefined;
  /** Whether Checkout may offer it again; `unspecified` where nothing is said. */
  redisplay?: 'always' | 'limited' | 'unspecified' | undefined;
  metadata?: Record<string, string> | undefined;
}

/** Creates a card. Its number is not stored: only the last four digits and a fingerprint. */
export function createCard(scope: Scope, input: CardInput, details: Details = {}): Stripe.PaymentMethod {
  const { card } = input;
  return store(scope, inWorld(scope, card.traits), details, {
    type: 'card',
    card: {
      brand: card.brand,
      checks: {
        address_line1_check: null,
        address_postal_code_check: null,
        cvc_check: cvcCheck(card.traits),
      },
      country: 'US',
      display_brand: card.brand,
      exp_month: input.expMonth,
      exp_year: input.expYear,
      fingerprint: fingerprint(scope, card.number),
      funding: 'credit',
      generated_from: null,
      last4: card.number.slice(-4),
      networks: { available: [card.brand], preferred: null },
      regulated_status: 'unregulated',
      three_d_secure_usage: { supported: true },
      wallet: null,
    },
  });
}

/** Which advice a test card's decline carries is not said: none, in a world that has it so. */
export function inWorld(scope: Scope, traits: CardTraits): CardTraits {
  const { decline } = traits;
  if (decline === null || readWorlds(scope.store).advice === 'by_code') return traits;
  return { ...traits, decline: { ...decline, adviceCode: null } };
}

/** Makes and stores a US bank account. */
export function createBank(scope: Scope, input: BankInput, details: Details = {}): Stripe.PaymentMethod {
  return store(scope, input.traits, details, {
    type: 'us_bank_account',
    us_bank_account: {
      account_holder_type: input.holderType,
      account_type: input.accountType,
      bank_name: 'STRIPE TEST BANK',
      financial_connections_account: null,
      fingerprint: fingerprint(scope, `${input.routingNumber}/${input.number}`),
      last4: input.number.slice(-4),
      networks: { preferred: 'ach', supported: ['ach'] },
      routing_number: input.routingNumber,
      status_details: {},
    },
  });
}

/**
 * The payment method that a parameter names: one of the account's, or a new one for a test id such as
 * `pm_card_visa`. Throws where there is none.
 */
export function resolvePaymentMethod(scope: Scope, id: string, param: string): Stripe.PaymentMethod {
  const known = find(scope, 'payment_method', id);
  if (known) return known;
  const made = createFromTestId(scope, id);
  if (made) return made;
  throw param === 'id' ? noSuchObject('PaymentMethod', id) : noSuchReference('PaymentMethod', id, param);
}

/** A new payment method for a test id; undefined for anything else. */
function createFromTestId(scope: Scope, id: string): Stripe.PaymentMethod | undefined {
  const card = testCardByToken(id);
  if (card)
    return createCard(scope, { card, expMonth: 12, expYear: new Date(scope.nowMs()).getUTCFullYear() + 3 });
  const bank = testBankByToken(id);
  if (!bank) return undefined;
  const { number, traits } = bank;
  const billing = { name: 'Jenny Rosen' };
  return createBank(
    scope,
    { number, traits, routingNumber: '110000000', holderType: 'individual', accountType: 'checking' },
    { billing },
  );
}

/** How this payment method behaves. */
export function traitsOf(scope: Scope, paymentMethodId: string): PaymentMethodTraits {
  const traits = find(scope, '_payment_method', paymentMethodId);
  if (!traits) throw new Error(`payment method ${paymentMethodId} has no traits`);
  return traits;
}

export function savePaymentMethod(scope: Scope, method: Stripe.PaymentMethod): void {
  save(scope, 'payment_method', method.id, method, { customer: idOf(method.customer) });
}

/** Behaviour of an account number typed by a payer or sent by a caller. Throws for one that is no test account. */
export function bankTraits(number: string, param: string): BankTraits {
  const bank = testBankByNumber(number);
  if (bank) return bank.traits;
  throw invalidRequest('You must use a test bank account number in test mode. Try 000123456789.', {
    code: 'account_number_invalid',
    param,
  });
}

type Typed = Pick<Stripe.PaymentMethod, 'type' | 'card' | 'us_bank_account'>;

function store(
  scope: Scope,
  traits: PaymentMethodTraits,
  details: Details,
  typed: Typed,
): Stripe.PaymentMethod {
  const { billing = {} } = details;
  const method: Stripe.PaymentMethod = {
    id: scope.ids.next('pm'),
    object: 'payment_method',
    allow_redisplay: details.redisplay ?? 'unspecified',
    billing_details: {
      address: billing.address ?? {
        city: null,
        country: null,
        line1: null,
        line2: null,
        postal_code: null,
        state: null,
      },
      email: billing.email ?? null,
      name: billing.name ?? null,
      phone: billing.phone ?? null,
      tax_id: null,
    },
    created: scope.now(),
    customer: null,
    customer_account: null,
    livemode: false,
    metadata: details.metadata ?? {},
    ...typed,
  };
  savePaymentMethod(scope, method);
  save(scope, '_payment_method', method.id, traits);
  return method;
}

function cvcCheck(traits: PaymentMethodTraits): string {
  return traits.type === 'card' && traits.decline?.code === 'incorrect_cvc' ? 'fail' : 'pass';
}

/** The same for the same number within a sandbox, and of no use to find the number. */
export function fingerprint(scope: Scope, number: string): string {
  return createHash('sha256')
    .update(scope.ids.derive('fingerprint', number, 32))
    .digest('base64url')
    .replace(/[-_]/g, 'x')
    .slice(0, 16);
}
