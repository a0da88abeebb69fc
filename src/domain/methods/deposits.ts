/** The holder's answer from their bank statement: two amounts in cents, or the code in the description. */
export type DepositAnswer =
  | { readonly kind: 'amounts'; readonly cents: readonly [number, number] }
  | { readonly kind: 'code'; readonly code: string };

/** A problem with the answer, by a key of the dictionary. */
export type AnswerProblem = 'missing' | 'not_an_amount' | 'not_under_a_dollar' | 'not_a_code';

type Read<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: AnswerProblem };

/** Tries and days before the account has to be added again. */
export const DEPOSIT_TRIES = 10;
export const DEPOSIT_DAYS = 10;

/**
 * A deposit as people write it, in cents from 1 to 99: `0.32`, `0,32`, `$0.32`, `.32`, `32`, `32¢`. With a separator it
 * is dollars, without one cents; more than two places, or a dollar and more, is none of these deposits.
 */
export function readDeposit(typed: string): Read<number> {
  const text = typed
    .normalize('NFKC')
    .replaceAll(/\s|\$|usd|us|cents?|¢|\+/gi, '')
    .replace(',', '.');
  if (text === '') return { ok: false, problem: 'missing' };
  const [, dollars, fraction, whole] = /^(?:(\d*)\.(\d{1,2})|(\d+))$/.exec(text) ?? [];
  if (dollars === undefined && fraction === undefined && whole === undefined) {
    return { ok: false, problem: 'not_an_amount' };
  }
  const cents =
    whole === undefined
      ? Number(dollars ?? 0) * 100 + Number((fraction ?? '').padEnd(2, '0'))
      : Number(whole);
  return cents >= 1 && cents <= 99
    ? { ok: true, value: cents }
    : { ok: false, problem: 'not_under_a_dollar' };
}

/** The code in a deposit's description: six characters, `SM` first; case and spaces do not matter. */
export function readDepositCode(typed: string): Read<string> {
  const code = typed.normalize('NFKC').replaceAll(/[\s-]/g, '').toUpperCase();
  if (code === '') return { ok: false, problem: 'missing' };
  return /^SM[A-Z0-9]{4}$/.test(code) ? { ok: true, value: code } : { ok: false, problem: 'not_a_code' };
}

/** What was typed into the form for deposits, as it came. */
export type TypedDeposits = { readonly first: string; readonly second: string; readonly code: string };

export type DepositProblems = Partial<Readonly<Record<keyof TypedDeposits, AnswerProblem>>>;

/** Reads the answer that a bank account's kind of proof asks for. */
export function readDepositAnswer(
  proof: 'amounts' | 'descriptor_code',
  typed: TypedDeposits,
):
  | { readonly ok: true; readonly answer: DepositAnswer }
  | { readonly ok: false; readonly problems: DepositProblems } {
  if (proof === 'descriptor_code') {
    const code = readDepositCode(typed.code);
    return code.ok
      ? { ok: true, answer: { kind: 'code', code: code.value } }
      : { ok: false, problems: { code: code.problem } };
  }
  const [first, second] = [readDeposit(typed.first), readDeposit(typed.second)];
  if (first.ok && second.ok) {
    return { ok: true, answer: { kind: 'amounts', cents: [first.value, second.value] } };
  }
  return {
    ok: false,
    problems: {
      ...(!first.ok && { first: first.problem }),
      ...(!second.ok && { second: second.problem }),
    },
  };
}
