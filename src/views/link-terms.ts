import type { LinkTerms, SpokenTerms } from '../domain/collection/link-keeps.ts';
import { cut } from '../domain/cut.ts';
import { speechFor } from './i18n/speech.ts';

/** The edition of the wording; a change of a text in the dictionary takes a new one here. */
const EDITION = 'link-payment-2026-11';

/** With two names and an address of this length, the text is within Stripe's limit in every language. */
const NAME_LENGTH = 100;

/**
 * What whoever pays by link agrees to: what is kept, whose invoices are charged to it, when, and how to stop it. The same
 * words stand on our page and on Stripe's, and are stored.
 */
export async function writeLinkTerms(terms: LinkTerms): Promise<SpokenTerms> {
  const { words, language } = await speechFor(terms.locale);
  const { keeps, sentenceGap } = words.pages;
  const [merchant, customer, contact] = [terms.merchant, terms.customer, terms.contact].map(plain);
  const what = terms.when === 'on_send' ? keeps.onSend : keeps.onDueDate;
  const sentences = [
    ...(terms.keeps === 'if_asked' ? [keeps.ifTicked] : []),
    what(merchant ?? '', customer ?? '', terms.noticeDays),
    keeps.stop(contact ?? ''),
  ];
  return {
    version: EDITION,
    locale: language,
    text: sentences.join(sentenceGap),
    asksAddress: terms.keeps === 'if_asked' ? keeps.addressIfTicked : keeps.address,
  };
}

/**
 * A name on one line, without what Stripe's page reads as bold or as a link.
 * https://docs.stripe.com/payments/checkout/customization/policies#add-custom-text
 */
const plain = (name: string): string =>
  cut(
    name
      .replaceAll(/[*_[\]<>`\\]/g, '')
      .replaceAll(/\s+/g, ' ')
      .trim(),
    NAME_LENGTH,
  );
