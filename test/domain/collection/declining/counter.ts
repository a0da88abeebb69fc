/**
 * The networks' and Nacha's rules, written down a second time and without the code that keeps them: what a network would
 * count, by card or account number. https://docs.stripe.com/declines/card, Visa Core Rules table 7-2, Mastercard
 * Transaction Processing Excellence, Nacha Operating Rules 2.12.4
 */
const DAY = 86_400_000;
const VISA_IN_30_DAYS = 15;
const MASTERCARD = { inDay: 10, in30Days: 35 };
const NACHA = { presentments: 3, days: 180 };

/** Codes after which an issuer or a payer's bank wants to hear of the number no more. */
const FOR_GOOD = new Set(
  `lost_card stolen_card pickup_card restricted_card invalid_account incorrect_number invalid_number fraudulent
  transaction_not_allowed stop_payment_order revocation_of_authorization revocation_of_all_authorizations
  do_not_try_again merchant_blacklist account_closed no_account debit_not_authorized bank_account_closed
  recipient_deceased`.split(/\s+/),
);

type Try = { readonly at: number; readonly invoice: string; declinedAt: number | null };
type Number = { tries: Try[]; endedAt: number | null };

export class Counter {
  readonly #numbers = new Map<string, Number>();
  readonly broken: string[] = [];
  declines = 0;
  mostInDay = 0;
  mostIn30Days = 0;

  /** Somebody tries a number. What a payer does in person is counted, and not judged. */
  try(number: string, what: { kind: 'card' | 'bank'; invoice: string; at: number; byItself: boolean }): Try {
    const of = this.#of(number);
    of.tries = of.tries.filter(
      ({ declinedAt }) => declinedAt === null || declinedAt > what.at - NACHA.days * 2 * DAY,
    );
    if (what.byItself) this.#judge(number, of, what);
    const made: Try = { at: what.at, invoice: what.invoice, declinedAt: null };
    of.tries.push(made);
    return made;
  }

  declined(number: string, made: Try, answer: { at: number; code: string; advice: string | null }): void {
    this.declines += 1;
    made.declinedAt = answer.at;
    const isForGood = FOR_GOOD.has(answer.code) || answer.advice === 'do_not_try_again';
    if (isForGood) this.#of(number).endedAt ??= answer.at;
  }

  /** It was paid, or never reached the bank: no decline any more. */
  dropped(number: string, made: Try): void {
    const { tries } = this.#of(number);
    tries.splice(tries.indexOf(made), 1);
  }

  #of(number: string): Number {
    const known = this.#numbers.get(number) ?? { tries: [], endedAt: null };
    this.#numbers.set(number, known);
    return known;
  }

  #judge(
    number: string,
    of: Number,
    { kind, invoice, at }: { kind: string; invoice: string; at: number },
  ): void {
    const say = (what: string) => this.broken.push(`${number} at ${new Date(at).toISOString()}: ${what}`);
    if (of.endedAt !== null)
      say(`tried after it was refused for good at ${new Date(of.endedAt).toISOString()}`);
    if (kind === 'bank') {
      const presented = of.tries.filter((each) => each.invoice === invoice && each.declinedAt !== null);
      if (presented.length >= NACHA.presentments) say('presented a fourth time');
      if (at - (presented[0]?.at ?? at) > NACHA.days * DAY) say('presented again after 180 days');
      return;
    }
    // One that has no answer yet may still be declined, and then counts too.
    const within = (days: number) =>
      of.tries.filter(({ declinedAt }) => declinedAt === null || declinedAt > at - days * DAY).length + 1;
    const [inDay, in30Days] = [within(1), within(30)];
    this.mostInDay = Math.max(this.mostInDay, inDay);
    this.mostIn30Days = Math.max(this.mostIn30Days, in30Days);
    if (in30Days > VISA_IN_30_DAYS) say(`${in30Days} tries in 30 days are more than Visa allows`);
    if (inDay > MASTERCARD.inDay) say(`${inDay} tries in a day are more than Mastercard allows`);
    if (in30Days > MASTERCARD.in30Days) say(`${in30Days} tries in 30 days are more than Mastercard allows`);
  }
}
