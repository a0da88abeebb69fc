import { ibanProblem } from '../../profile/bank-codes.ts';
import { type BrokenRule, type Check, isSaid, unless } from './rule.ts';

const EMAIL = /^[^@\s]+@([^@.\s]+\.)+[^@.\s]+$/;
const THREE_DIGITS = /(\d\D*){3}/;

/**
 * KoSIT's rules for XRechnung 3.0 (BR-DE-…). Peppol has the same between German parties, as DE-R-…: `named` writes the
 * number.
 */
export const germanRules =
  (named: (number: string) => string): Check =>
  ({ invoice }) => {
    const { seller, buyer, payment, preceding, typeCode } = invoice;
    const must = (number: string, holds: boolean, path: string, message: string): readonly BrokenRule[] =>
      unless(holds, named(number), path, message);
    const telephone = seller.contact?.telephone ?? null;
    const email = seller.contact?.email ?? null;
    return [
      ...must('15', isSaid(invoice.buyerReference), 'buyerReference', BUYER_REFERENCE),
      ...must(
        '3',
        isSaid(seller.address.city),
        'profile.address.town',
        'Your profile’s address has no town: give one.',
      ),
      ...must(
        '4',
        isSaid(seller.address.postcode),
        'profile.address.postcode',
        'Your profile’s address has no postcode: give one.',
      ),
      ...must(
        '5',
        isSaid(seller.contact?.name ?? null),
        'profile.displayName',
        'Your profile names nobody to ask.',
      ),
      ...must(
        isSaid(telephone) ? '27' : '6',
        telephone !== null && THREE_DIGITS.test(telephone),
        'profile.telephone',
        'XRechnung names a telephone number to ask at: give your profile one.',
      ),
      ...must(
        isSaid(email) ? '28' : '7',
        email !== null && EMAIL.test(email),
        'profile.email',
        'XRechnung names an e-mail address to ask at: give your profile one.',
      ),
      ...must(
        '8',
        isSaid(buyer.address.city),
        'customer.address.town',
        'The customer’s address has no town: give one.',
      ),
      ...must(
        '9',
        isSaid(buyer.address.postcode),
        'customer.address.postcode',
        'The customer’s address has no postcode: give one.',
      ),
      ...must(
        '16',
        seller.vatId !== null ||
          seller.taxId !== null ||
          invoice.breakdown.every(({ category }) => category.code === 'O'),
        'profile.taxIds',
        'XRechnung names your VAT number or tax number: add one to the profile’s tax ids.',
      ),
      ...must(
        '19',
        payment.code !== '58' || payment.accounts.every(({ id }) => ibanProblem(id) === null),
        'profile.bankAccounts',
        'An account for SEPA transfers needs a valid IBAN.',
      ),
      ...must(
        '26',
        typeCode !== '381' || preceding.length > 0,
        'creditNote',
        'A credit note names the invoice that it is for.',
      ),
    ];
  };

const BUYER_REFERENCE = [
  'XRechnung needs the buyer’s reference: give the invoice a buyerReference, which for an authority is its Leitweg-ID.',
  'For customers that have none, choose Factur-X in the profile.',
].join(' ');
