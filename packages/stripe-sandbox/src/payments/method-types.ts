import { invalidRequest } from '../core/api-error.ts';
import { find, type Scope } from '../core/scope.ts';
import { readWorlds } from '../core/worlds.ts';

/** The kinds of payment method that this sandbox mirrors. */
export const MIRRORED = ['card', 'us_bank_account'] as const;
export type MirroredType = (typeof MIRRORED)[number];

interface Choice {
  allowed_payment_method_types?: MirroredType[] | undefined;
  excluded_payment_method_types?: MirroredType[] | undefined;
  automatic_payment_methods?: object | undefined;
}

/**
 * The methods that can pay this account in this currency: of those allowed, or else all that are mirrored less those
 * excluded. Bank debits are for US dollars only. Throws where the parameters exclude each other or nothing is left, and,
 * in a world that has it so, where an allowed one cannot pay.
 */
export function methodTypes(scope: Scope, currency: string, choice: Choice): MirroredType[] {
  const { allowed_payment_method_types: allowed, excluded_payment_method_types: excluded } = choice;
  const other = excluded
    ? 'excluded_payment_method_types'
    : choice.automatic_payment_methods
      ? 'automatic_payment_methods'
      : null;
  if (allowed && other !== null) {
    throw invalidRequest(
      `You may only specify one of these parameters: allowed_payment_method_types, ${other}.`,
      {
        code: 'parameters_exclusive',
        param: 'allowed_payment_method_types',
      },
    );
  }
  const wanted = allowed ?? MIRRORED.filter((type) => !excluded?.includes(type));
  const types = wanted.filter((type) => isUsable(scope, type, currency));
  const unusable = allowed?.find((type) => !types.includes(type));
  if (unusable !== undefined && readWorlds(scope.store).unusableMethods === 'refused') {
    throw invalidRequest(
      `The payment method type "${unusable}" is invalid. Please ensure the provided type is activated in your dashboard and that it can be used with the currency ${currency}.`,
      { param: 'allowed_payment_method_types' },
    );
  }
  if (types.length === 0) {
    throw invalidRequest(
      `None of the payment method types can be used by this account with the currency ${currency}. US bank accounts pay in usd only.`,
      { param: allowed ? 'allowed_payment_method_types' : 'currency' },
    );
  }
  return types;
}

/** Whether the account has this kind, and the kind this currency. */
function isUsable(scope: Scope, type: MirroredType, currency: string): boolean {
  if (type === 'card') return true;
  const { capabilities } = find(scope, 'account', scope.account) ?? {};
  return currency === 'usd' && capabilities?.us_bank_account_ach_payments === 'active';
}

interface Typed {
  allowed_payment_method_types: string[] | null;
  excluded_payment_method_types: string[] | null;
  payment_method_types: string[];
}
interface Sent {
  allowed_payment_method_types?: MirroredType[] | null | undefined;
  excluded_payment_method_types?: MirroredType[] | null | undefined;
}

/**
 * The kinds that an intent takes after a change or a confirmation that names them; null takes the earlier choice
 * away. What is not sent stays. Throws as `methodTypes` does.
 */
export function retyped(scope: Scope, currency: string, intent: Typed, sent: Sent): Typed {
  const { allowed_payment_method_types: allowed, excluded_payment_method_types: excluded } = sent;
  const { payment_method_types: before } = intent;
  if (allowed === undefined && excluded === undefined) {
    return {
      allowed_payment_method_types: intent.allowed_payment_method_types,
      excluded_payment_method_types: intent.excluded_payment_method_types,
      payment_method_types: before,
    };
  }
  const choice = {
    allowed_payment_method_types: allowed ?? undefined,
    excluded_payment_method_types: excluded ?? undefined,
  };
  return {
    allowed_payment_method_types: allowed ?? null,
    excluded_payment_method_types: excluded ?? null,
    payment_method_types: methodTypes(scope, currency, choice),
  };
}
