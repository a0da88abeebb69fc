import {
  formatDate,
  formatDay,
  formatInstant,
  formatMoment,
  formatTime,
  localDateAt,
  parseLocalDate,
} from '../domain/calendar.ts';
import { parseCurrency } from '../domain/currency.ts';
import { memo } from '../domain/memo.ts';
import { formatMoney, formatPrice, money } from '../domain/money.ts';
import type { Dictionary } from './i18n/dictionary.ts';
import type { Speech } from './i18n/speech.ts';
import type { InvoiceView, MethodView } from './model.ts';

const decimals = memo<Intl.NumberFormat>(100);
const percentages = memo<Intl.NumberFormat>(100);
// Quantities, percentages and dates are few and come again and again; amounts are not kept beyond their page.
const written = memo<string>(2_000);

/** What one page says, in one language: its words, and its values as that language writes them. */
export type Writer = Speaker & {
  /** An amount in minor units of the invoice's currency. */
  amount(minor: number): string;
  /** A price in its major units, with all the decimals that were given. */
  price(decimal: string): string;
};

/** A writer where there are no amounts. */
export type Speaker = {
  readonly speech: Speech;
  /** The words of the pages, which mails and documents share. */
  readonly words: Dictionary;
  readonly locale: string;
  /** A local date, `YYYY-MM-DD`. */
  date(localDate: string): string;
  /** A local date without its year, for a subject. */
  shortDate(localDate: string): string;
  /** An instant in milliseconds since the epoch, with time and zone. */
  instant(ms: number, timeZone: string): string;
  /** The time of an instant of today, with its zone. */
  time(ms: number, timeZone: string): string;
  /** An instant with its time, where the zone is said once for many. */
  moment(ms: number, timeZone: string): string;
  /** A decimal such as `1.5`. */
  decimal(value: string): string;
  /** A decimal percentage such as `8.875`. */
  percentage(value: string): string;
  /** How somebody paid, such as `Visa ending in 4242`. */
  method(method: MethodView): string;
  /** A method on file as a button names it, such as `Visa •••• 4242`. */
  shortMethod(method: MethodView): string;
};

/** A writer for an invoice in the reader's language. A currency that does not exist is a bug and throws. */
export function writerFor(invoice: Pick<InvoiceView, 'currency'>, speech: Speech): Writer {
  const speaker = speakerFor(speech);
  const { locale } = speaker;
  const currency = parseCurrency(invoice.currency);
  if (currency === null) throw new RangeError('invoice with an unknown currency');
  const amounts = new Map<number, string>();
  return {
    ...speaker,
    amount: (minor) => {
      const known = amounts.get(minor);
      if (known !== undefined) return known;
      // A line may break after a hyphen, and must not after a minus sign.
      const text = formatMoney(money(currency, minor), locale).replace('-', '\u2212');
      amounts.set(minor, text);
      return text;
    },
    price: (decimal) => formatPrice(currency, decimal, locale).replace('-', '\u2212'),
  };
}

/** A writer without amounts, in the reader's language. */
export function speakerFor(speech: Speech): Speaker {
  const { locale } = speech;
  const words = speech.words.pages;
  return {
    speech,
    words,
    locale,
    date: (text) => written(`d ${locale} ${text}`, () => writeDate(text, locale)),
    shortDate: (text) => {
      const date = parseLocalDate(text);
      return date === null ? text : asWritten(formatDay(date, locale), locale);
    },
    instant: (ms, timeZone) => writeInstant(ms, timeZone, locale),
    time: (ms, timeZone) => {
      const text = formatTime(ms, timeZone, locale);
      return locale.startsWith('de') ? text.replace(HOUR, '$&\u00a0Uhr') : text;
    },
    moment: (ms, timeZone) => formatMoment(ms, timeZone, locale),
    decimal: (value) =>
      written(`n ${locale} ${value}`, () => write(value, plainFormat(locale), 1).replace('-', '\u2212')),
    percentage: (value) => written(`% ${locale} ${value}`, () => write(value, percentFormat(locale), 100)),
    method: (method) => methodText(words, method),
    shortMethod: (method) => shortMethodText(words, method),
  };
}

function writeDate(text: string, locale: string): string {
  const date = parseLocalDate(text);
  return date === null ? text : asWritten(formatDate(date, locale), locale);
}

/** As a reader of German says it, `18:05 Uhr`. */
const HOUR = /\d\d:\d\d/;

function writeInstant(ms: number, timeZone: string, locale: string): string {
  const date = formatDate(localDateAt(ms, timeZone), locale);
  const whole = formatInstant(ms, timeZone, locale).replace(date, asWritten(date, locale));
  return locale.startsWith('de') ? whole.replace(HOUR, '$&\u00a0Uhr') : whole;
}

/**
 * A date as print has it where Intl does not: in one piece, and the first of a month in French as `1er`. English leaves its
 * dates to the line, and Japanese has no spaces in them.
 */
function asWritten(date: string, locale: string): string {
  const language = locale.slice(0, 2);
  if (language === 'en') return date;
  const named = language === 'fr' ? date.replace(/^1 /, '1er ') : date;
  return named.replaceAll(' ', '\u00a0');
}

function write(value: string, format: Intl.NumberFormat, divisor: number): string {
  const number = Number(value);
  return Number.isFinite(number) ? format.format(number / divisor) : value;
}

function plainFormat(locale: string): Intl.NumberFormat {
  return decimals(locale, () => new Intl.NumberFormat(locale, { maximumFractionDigits: 12 }));
}

function percentFormat(locale: string): Intl.NumberFormat {
  return percentages(
    locale,
    () => new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 6 }),
  );
}

/** Names of card networks as their owners write them; they are not translated. */
const CARD_BRANDS: ReadonlyMap<string, string> = new Map([
  ['amex', 'American Express'],
  ['cartes_bancaires', 'Cartes Bancaires'],
  ['diners', 'Diners Club'],
  ['discover', 'Discover'],
  ['eftpos_au', 'eftpos'],
  ['jcb', 'JCB'],
  ['mastercard', 'Mastercard'],
  ['unionpay', 'UnionPay'],
  ['visa', 'Visa'],
]);

function methodText(words: Dictionary, method: MethodView): string {
  switch (method.kind) {
    case 'card':
      return words.method.card(CARD_BRANDS.get(method.brand) ?? words.method.anyCard, method.last4);
    case 'us_bank_account':
      return method.bankName === null
        ? words.method.anyBankAccount(method.last4)
        : words.method.bankAccount(method.bankName, method.last4);
    case 'offline': {
      const names: Readonly<Record<string, string>> = words.method.offline;
      return (Object.hasOwn(names, method.label) ? names[method.label] : undefined) ?? method.label;
    }
    case 'other':
      return method.label;
    default:
      return method satisfies never;
  }
}

function shortMethodText(words: Dictionary, method: MethodView): string {
  const brand = method.kind === 'card' ? (CARD_BRANDS.get(method.brand) ?? null) : null;
  const name = method.kind === 'us_bank_account' ? method.bankName : brand;
  return name === null || !('last4' in method) ? methodText(words, method) : `${name} •••• ${method.last4}`;
}
