import { localDateAt } from '../../domain/calendar.ts';
import type { MethodCard } from '../../domain/collection/types.ts';
import type { Flash } from '../components/flash.tsx';
import type { PortalSettingsWords } from '../i18n/en/portal-settings.ts';
import type { Speech } from '../i18n/speech.ts';
import type { PageContext } from '../layout.ts';
import { isolate } from '../text.ts';
import type { FrameVisit } from './frame-visit.ts';
import { type PortalWriter, portalWriter } from './writer.ts';

/** The context of pages of payment settings and autopay. */
export type SettingsContext = PageContext & {
  readonly visit: FrameVisit & { readonly merchant: { readonly timeZone: string } };
  readonly said: string | null;
};

/** What these pages say, in one language: their words, and values as that language writes them. */
export type SettingsWriter = PortalWriter & {
  readonly own: PortalSettingsWords;
  /** A method as it is named within a sentence, such as *Visa ending in 4242*. */
  card(card: MethodCard): string;
  /** The day of an instant (ms) where the merchant is. */
  day(instant: number): string;
  /** A card's month, such as *March 2029*. */
  month(month: number, year: number): string;
};

/** A writer in the reader's language, with days where the merchant is. */
export function settingsWriter(speech: Speech, timeZone: string): SettingsWriter {
  const writer = portalWriter(speech);
  return {
    ...writer,
    own: speech.words.portalSettings,
    card: (card) =>
      isolate(writer.method(card.kind === 'other' ? { kind: 'other', label: card.type } : card)),
    day: (instant) => writer.date(localDateAt(instant, timeZone)),
    month: (month, year) =>
      new Intl.DateTimeFormat(writer.locale, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
        Date.UTC(year, month - 1, 1),
      ),
  };
}

export const writerOf = (context: SettingsContext): SettingsWriter =>
  settingsWriter(context.speech, context.visit.merchant.timeZone);

const WAITS: readonly string[] = [
  'method_pending',
  'method_unknown',
  'method_removing',
  'autopay_off_under_way',
  'autopay_off_unknown',
  'invoice_paused_under_way',
  'invoice_paused_unknown',
  'choice_under_way',
  'choice_unknown',
];
const BAD: readonly string[] = ['method_not_added', 'invoice_closed', 'choice_closed'];

/** The flash message for a code, as a sentence with its tone; null for an unknown code. */
export function flashOf({ own }: SettingsWriter, code: string | null): Flash | null {
  const sentences: Readonly<Record<string, string>> = own.said;
  const text = code !== null && Object.hasOwn(sentences, code) ? sentences[code] : undefined;
  if (code === null || text === undefined) return null;
  return { tone: WAITS.includes(code) ? 'wait' : BAD.includes(code) ? 'bad' : 'good', text };
}

/** The refusal at the top of a page; null if nothing was refused. */
export function refusalOf(
  { own }: SettingsWriter,
  reason: keyof SettingsWriter['own']['refused'] | null,
): Flash | null {
  if (reason === null) return null;
  const text = own.refused[reason];
  // A message with an amount is shown in full beside its field.
  return { tone: 'bad', text: typeof text === 'string' ? text : text('') };
}
