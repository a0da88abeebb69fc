import { invalidRequest } from '../core/api-error.ts';

/** What a payer read on the bank statement: two amounts in cents, or a code. */
export interface Answer {
  amounts?: number[] | undefined;
  descriptor_code?: string | undefined;
}

const PREFIX = 'payment_method_microdeposit_verification';
export const ATTEMPTS_EXCEEDED = `${PREFIX}_attempts_exceeded`;
export const TIMED_OUT = `${PREFIX}_timeout`;

export type Verdict =
  | { kind: 'right' }
  | { kind: 'wrong'; code: string; message: string }
  | { kind: 'over'; code: string; message: string };

/** The messages for failed verifications, by code. */
export const OVER: Record<string, string> = {
  [ATTEMPTS_EXCEEDED]: 'You have exceeded the number of allowed verification attempts.',
  [TIMED_OUT]: 'Microdeposit verification timed out: the amounts or the code were not given within 10 days.',
  payment_method_microdeposit_failed: 'Microdeposits could not be sent to this bank account.',
};

/**
 * Compares an answer with Stripe's test values: 32 and 45 or SM11AA are right, 10 and 11 or SM33CC use up all tries,
 * 40 and 41 or SM44DD come too late (docs.stripe.com/payments/ach-direct-debit/accept-a-payment). Throws for an
 * answer that is none: not two whole numbers of cents, both kinds, or neither.
 */
export function judge(answer: Answer): Verdict {
  const { amounts, descriptor_code: code } = answer;
  if ((amounts === undefined) === (code === undefined)) {
    throw invalidRequest('You must provide exactly one of these parameters: amounts, descriptor_code.', {
      code: amounts === undefined ? 'parameter_missing' : 'parameters_exclusive',
      param: 'amounts',
    });
  }
  if (code !== undefined) return judgeCode(code.trim().toUpperCase());
  return judgeAmounts(amounts ?? []);
}

function judgeAmounts(amounts: number[]): Verdict {
  if (amounts.length !== 2 || amounts.some((amount) => amount < 1 || amount > 99)) {
    throw invalidRequest('You must provide exactly two positive integers, in cents.', {
      code: `${PREFIX}_amounts_invalid`,
      param: 'amounts',
    });
  }
  return (
    TEST_VALUES[amounts.toSorted((a, b) => a - b).join('/')] ?? {
      kind: 'wrong',
      code: `${PREFIX}_amounts_mismatch`,
      message: 'The amounts provided do not match the amounts that were sent to the bank account.',
    }
  );
}

function judgeCode(code: string): Verdict {
  return (
    TEST_VALUES[code] ?? {
      kind: 'wrong',
      code: `${PREFIX}_descriptor_code_mismatch`,
      message: 'The descriptor code does not match the one that was sent to the bank account.',
    }
  );
}

const over = (code: string): Verdict => ({ kind: 'over', code, message: OVER[code] ?? code });
const TEST_VALUES: Record<string, Verdict> = {
  '32/45': { kind: 'right' },
  SM11AA: { kind: 'right' },
  '10/11': over(ATTEMPTS_EXCEEDED),
  SM33CC: over(ATTEMPTS_EXCEEDED),
  '40/41': over(TIMED_OUT),
  SM44DD: over(TIMED_OUT),
};
