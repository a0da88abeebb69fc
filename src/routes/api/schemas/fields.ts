import { z } from '@hono/zod-openapi';
import { type LocalDate, parseLocalDate } from '../../../domain/calendar.ts';
import { countryProblem } from '../../../domain/country.ts';
import { type Currency, parseCurrency } from '../../../domain/currency.ts';
import { emailProblem } from '../../../domain/email-address.ts';
import { type IdPrefix, parseId } from '../../../domain/ids.ts';
import { MAX_MINOR } from '../../../domain/money.ts';
import { isKnownLanguage } from '../../../domain/reader/locale.ts';
import { textProblem, tidyText } from '../../../domain/text.ts';
import { canonicalAddress, mailboxProblem } from '../../../operations/core/mailbox.ts';

const written = (most: number, lineBreaks: boolean) =>
  z
    .string()
    .overwrite(tidyText)
    .min(1)
    .max(most)
    .superRefine((text, context) => {
      const problem = textProblem(text, { lineBreaks });
      if (problem !== null) context.addIssue({ code: 'custom', message: `This text ${problem}.` });
    });

/** One line of text, trimmed, of at most `max` characters. */
export const oneLine = (most: number) => written(most, false);

/** Text that may have several lines, trimmed, of at most `max` characters. */
export const severalLines = (most: number) => written(most, true);

/** One email address. Domains of any script are kept as people write them, whichever form they are given in. */
export const emailAddress = z
  .string()
  .overwrite((text) => canonicalAddress(tidyText(text)))
  .max(254)
  .superRefine((text, context) => {
    const problem = emailProblem(text) ?? mailboxProblem(text);
    if (problem !== null) context.addIssue({ code: 'custom', message: `This address ${problem}.` });
  })
  .openapi({ format: 'email', example: 'ada@example.com' });

/** An absolute http or https URL. Other schemes, such as javascript:, could run code when the link is followed. */
export const webAddress = oneLine(2048)
  .refine((text) => /^https?:\/\//i.test(text) && URL.canParse(text), 'Give an http or https address.')
  .openapi({ format: 'uri' });

export const minorUnits = z.int().min(0).max(MAX_MINOR).openapi({ example: 12000 });

export const currencyCode = z
  .string()
  .transform((text, context): Currency => {
    const currency = parseCurrency(text);
    if (currency !== null) return currency;
    context.addIssue({ code: 'custom', message: 'Give a currency by its ISO 4217 code, such as USD.' });
    return z.NEVER;
  })
  .openapi({ description: 'ISO 4217, such as `USD`.', example: 'USD' });

/** A country by ISO 3166-1, in either case. */
export const countryCode = z
  .string()
  .toUpperCase()
  .superRefine((code, context) => {
    const problem = countryProblem(code);
    if (problem !== null) context.addIssue({ code: 'custom', message: problem });
  })
  .openapi({ description: 'ISO 3166-1 alpha-2, such as `GB`.', example: 'GB' });

export const localDate = z
  .string()
  .transform((text, context): LocalDate => {
    const date = parseLocalDate(text);
    if (date !== null) return date;
    context.addIssue({ code: 'custom', message: 'Give a day that exists, as YYYY-MM-DD.' });
    return z.NEVER;
  })
  .openapi({ format: 'date', example: '2026-12-31' });

export const idOf = (prefix: IdPrefix) =>
  z
    .string()
    .refine((text) => parseId(prefix, text) !== null, `Give an id that begins with ${prefix}_.`)
    .openapi({ example: `${prefix}_01kqf1qz8r0000000000000000` });

/** Parses an instant of a query into milliseconds since the epoch. */
export const instant = z.iso
  .datetime({ offset: true })
  .transform((text) => Date.parse(text))
  .openapi({ format: 'date-time', example: '2026-11-22T00:00:00Z' });

export const shownInstant = z.string().openapi({ format: 'date-time' });

export const languageTag = z
  .string()
  .max(35)
  .refine(isKnownLanguage, 'Give a language as in BCP 47, such as en or de-AT.')
  .openapi({ description: 'BCP 47.', example: 'en' });

/** What Stripe refuses for good, until it is mended. */
export const stripeRefusal = z
  .strictObject({
    code: z.string().openapi({ description: 'Stripe’s code.', example: 'email_invalid' }),
    param: z.string().nullable().openapi({ description: 'The parameter that it is about.' }),
    message: z.string().openapi({ description: 'Stripe’s own words.' }),
    since: shownInstant,
  })
  .openapi('StripeRefusal', {
    description:
      'Stripe refuses what paying online needs; null where it does not. It ends by itself when a later payment can be opened.',
  });
