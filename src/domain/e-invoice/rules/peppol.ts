import { type BrokenRule, type Check, isSaid, unless } from './rule.ts';

/** Rules of Peppol BIS Billing 3 beside the standard's own. KoSIT asks for both addresses, too. */
export const addressRules: Check = ({ invoice: { seller, buyer, format } }) => {
  const isPeppol = format === 'peppol';
  return [
    ...unless(
      seller.endpoint !== null,
      'PEPPOL-EN16931-R020',
      isPeppol ? 'profile.taxIds' : 'profile.email',
      isPeppol
        ? 'You have no address at Peppol: add your VAT number or the number of your register to the profile’s tax ids.'
        : 'You have no electronic address: give your profile an e-mail address.',
    ),
    ...unless(
      buyer.endpoint !== null,
      'PEPPOL-EN16931-R010',
      isPeppol ? 'customer.taxIds' : 'customer.email',
      isPeppol
        ? 'The customer has no address at Peppol: add its VAT number or the number of its register to its tax ids.'
        : 'The customer has no electronic address: give it an e-mail address.',
    ),
  ];
};

export const peppolRules: Check = (checked) => [
  ...addressRules(checked),
  ...unless(
    isSaid(checked.invoice.buyerReference) || isSaid(checked.invoice.purchaseOrder),
    'PEPPOL-EN16931-R003',
    'buyerReference',
    'Peppol needs the buyer’s reference or order number: give the invoice a buyerReference or a purchaseOrder.',
  ),
  ...periods(checked),
  ...(checked.invoice.seller.address.country === 'NL' ? dutch(checked) : []),
];

/** A line's period lies within the invoice's (R110, R111). */
const periods: Check = ({ invoice: { supply, lines } }) =>
  supply === null
    ? []
    : lines.flatMap(({ id, period }, i): readonly BrokenRule[] => [
        ...unless(
          period === null || period.from >= supply.from,
          'PEPPOL-EN16931-R110',
          `lines[${i}].supply.from`,
          `The period of line ${id} begins before the invoice’s: give the invoice a period that holds all of them.`,
        ),
        ...unless(
          period === null || period.to <= supply.to,
          'PEPPOL-EN16931-R111',
          `lines[${i}].supply.to`,
          `The period of line ${id} ends after the invoice’s: give the invoice a period that holds all of them.`,
        ),
      ]);

/** The Netherlands want a number of the chamber of commerce, which no tax id says. */
const dutch: Check = () => [
  {
    rule: 'NL-R-003',
    path: 'profile.taxIds',
    message:
      'A Dutch business names its KVK number at Peppol, which cannot be given here yet: choose Factur-X in the profile.',
  },
];
