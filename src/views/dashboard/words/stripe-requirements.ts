import { sentenceCase } from '../../text.ts';

/** What Stripe calls what it wants → how people call it. A longer name beside a shorter one comes first. */
const NAMES: readonly (readonly [prefix: string, words: string])[] = [
  ['external_account', 'A bank account for payouts'],
  ['tos_acceptance', 'Acceptance of Stripe’s terms'],
  ['business_profile.url', 'The business’s website'],
  ['business_profile.mcc', 'The kind of business'],
  ['business_profile.name', 'The business’s name'],
  ['business_profile.product_description', 'What the business sells'],
  ['business_profile', 'Details about what the business does'],
  ['business_type', 'The legal form of the business'],
  ['company.tax_id', 'The business’s tax number'],
  ['company.verification', 'A document about the business'],
  ['company.address', 'The business’s address'],
  ['company', 'Details of the business'],
  ['representative.verification', 'A document of the person who represents the business'],
  ['representative.first_name', 'The first name of the person who represents the business'],
  ['representative.last_name', 'The last name of the person who represents the business'],
  ['representative', 'Details of the person who represents the business'],
  ['owners', 'Who owns the business'],
  ['directors', 'Who directs the business'],
  ['executives', 'Who runs the business'],
  ['individual.verification', 'A document of the account’s owner'],
  ['individual', 'Details of the account’s owner'],
  ['person_', 'Details of a person who belongs to the business'],
  ['documents', 'A document that Stripe names'],
];

/** What is wanted, in words; by Stripe's own name where we have none. */
export function requirementName(name: string): string {
  const known = NAMES.find(([prefix]) => name.startsWith(prefix));
  if (known !== undefined) return known[1];
  const plain = name.replaceAll(/[._]/g, ' ');
  return sentenceCase(plain);
}

/** What Stripe itself has decided or has to decide of an account, and what that leaves to do. */
export const DECISIONS = {
  rejected:
    'Stripe has rejected the account, and says why in an email to its owner. Providing what’s listed won’t change that: ' +
    'ask Stripe, or connect another account.',
  in_review: 'Stripe is reviewing the account. Until it decides, all anyone can do is answer its emails.',
  paused:
    'The account is paused. Its owner, or the platform that paused it, can resume it in Stripe’s Dashboard.',
} as const;
