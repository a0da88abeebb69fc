import type { BreakdownRow, CategoryCode, EInvoice } from '../types.ts';
import { type BrokenRule, type Check, isSaid, unless } from './rule.ts';

/** The letters of each category in the numbers of its rules. */
const LETTERS: Readonly<Record<CategoryCode, string>> = {
  S: 'S',
  Z: 'Z',
  E: 'E',
  AE: 'AE',
  K: 'IC',
  G: 'G',
  O: 'O',
};

/** What each VAT category asks for: BR-S-…, BR-Z-…, BR-E-…, BR-AE-…, BR-IC-…, BR-G-… and BR-O-… */
export const categoryRules: Check = ({ invoice }) =>
  invoice.breakdown.flatMap((row) => [
    ...identified(invoice, row.category.code),
    ...rated(row),
    ...reasoned(row),
    ...(row.category.code === 'K' ? delivered(invoice) : []),
    ...(row.category.code === 'O' ? alone(invoice) : []),
  ]);

/** Who has to be known to the tax office (-02; -03 and -04 say the same of discounts and charges). */
function identified({ seller, buyer }: EInvoice, code: CategoryCode): readonly BrokenRule[] {
  const rule = `BR-${LETTERS[code]}-02`;
  const need = (holds: boolean, path: string, message: string) => unless(holds, rule, path, message);
  const own = 'profile.taxIds';
  const theirs = 'customer.taxIds';
  switch (code) {
    case 'S':
    case 'Z':
    case 'E':
      return need(
        seller.vatId !== null || seller.taxId !== null,
        own,
        'Your profile has no VAT number and no other tax number: add one to its tax ids.',
      );
    case 'AE':
      return [
        ...need(
          seller.vatId !== null || seller.taxId !== null,
          own,
          'Reverse charge needs your VAT number or tax number: add it to the profile’s tax ids.',
        ),
        ...need(
          buyer.vatId !== null || buyer.legalId !== null,
          theirs,
          'Reverse charge needs the customer’s VAT number or the number of its register: add it to the customer’s tax ids.',
        ),
      ];
    case 'K':
      return [
        ...need(seller.vatId !== null, own, 'A supply to another member state needs your VAT number.'),
        ...need(
          buyer.vatId !== null,
          theirs,
          'A supply to another member state needs the customer’s VAT number: add it to the customer’s tax ids.',
        ),
      ];
    case 'G':
      return need(seller.vatId !== null, own, 'An export needs your VAT number.');
    case 'O':
      return need(
        seller.vatId === null && buyer.vatId === null,
        own,
        'What is outside the scope of VAT names no VAT number.',
      );
    default:
      return code satisfies never;
  }
}

/** Only the standard category bears tax (-05 and -09). */
function rated({ category: { code, rate }, tax }: BreakdownRow): readonly BrokenRule[] {
  const letters = LETTERS[code];
  const path = 'lines';
  if (code === 'S')
    return unless(rate !== null && rate !== '0', 'BR-S-05', path, 'A standard rate is above zero.');
  return [
    ...unless(
      code === 'O' ? rate === null : rate === '0',
      `BR-${letters}-05`,
      path,
      'This category bears no tax, so its rate is zero.',
    ),
    ...unless(tax === 0, `BR-${letters}-09`, path, 'This category bears no tax.'),
  ];
}

/** Why no tax is charged (-10); what is taxed, at zero too, gives no reason. */
function reasoned({ category: { code }, reason, reasonCode }: BreakdownRow): readonly BrokenRule[] {
  const isGiven = isSaid(reason) || isSaid(reasonCode);
  const rule = `BR-${LETTERS[code]}-10`;
  return code === 'S' || code === 'Z'
    ? unless(!isGiven, rule, 'lines', 'What is taxed gives no reason for an exemption.')
    : unless(isGiven, rule, 'lines', 'Say why it is exempt: give the tax rate an exemption or a reason.');
}

/** Where and when goods went to another member state (BR-IC-11, BR-IC-12). */
const delivered = ({ supply, deliverTo }: EInvoice): readonly BrokenRule[] => [
  ...unless(
    supply !== null,
    'BR-IC-11',
    'supply',
    'A supply to another member state says when it was supplied: give the invoice a supply date or period.',
  ),
  ...unless(
    isSaid(deliverTo?.country ?? null),
    'BR-IC-12',
    'customer.address.country',
    'A supply to another member state says where it went: give the customer’s address a country.',
  ),
];

/** What is outside the scope stands on an invoice of its own (BR-O-11 to BR-O-14). */
const alone = ({ breakdown }: EInvoice): readonly BrokenRule[] =>
  unless(
    breakdown.length === 1,
    'BR-O-11',
    'lines',
    'What is outside the scope of VAT cannot stand beside anything else: invoice it apart.',
  );
