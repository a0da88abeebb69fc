import { localDateAt } from '../../domain/calendar.ts';
import { parseCurrency } from '../../domain/currency.ts';
import { formatMoney, money } from '../../domain/money.ts';
import type { TimelineFacts } from '../../domain/timeline.ts';
import { speakerFor } from '../format.ts';
import type { Speech } from '../i18n/speech.ts';

/** Writes the values of a timeline's sentences. */
export type Teller = {
  /** Minor units of the currency given, or of what the timeline is about. */
  amount(minor: number, currency?: string | null): string;
  /** The day of an instant where the business is. */
  day(ms: number): string;
  /** A payment method by our id, such as `Visa •••• 4242`. */
  method(id: string): string;
  /** So many minor units of a credit, by our id. */
  ofCredit(creditId: string, minor: number): string;
};

export function tellerFor({ timeZone, currency, cards, credits }: TimelineFacts, speech: Speech): Teller {
  const speaker = speakerFor(speech);
  const { locale } = speaker;
  const amount = (minor: number, code: string | null = currency): string => {
    const known = code === null ? null : parseCurrency(code);
    return known === null ? `${minor} (minor units)` : formatMoney(money(known, minor), locale);
  };
  return {
    amount,
    day: (ms) => speaker.date(localDateAt(ms, timeZone)),
    method: (id) => {
      const card = cards.get(id);
      if (card === undefined) return `payment method ${id}`;
      return speaker.shortMethod(card.kind === 'other' ? { kind: 'other', label: card.type } : card);
    },
    ofCredit: (creditId, minor) => amount(minor, credits.get(creditId) ?? null),
  };
}

/** A code of ours or of Stripe's as words: `insufficient funds`. */
export const inWords = (code: string): string => code.replaceAll('_', ' ');
