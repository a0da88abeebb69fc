import { categoryOf, type NoCategory } from '../categories.ts';
import { isWritable } from '../xml/characters.ts';
import { type BrokenRule, type Check, isSaid, unless } from './rule.ts';

const WHY: Readonly<Record<NoCategory, string>> = {
  no_tax:
    'bears no tax and does not say why. Give it a tax rate with a category, such as zero, exempt, reverse_charge or outside_scope.',
  several_taxes:
    'bears several taxes, and an e-invoice knows one VAT rate a line. Split it, or switch e-invoices off in the profile to send this one.',
  zero_without_category:
    'is taxed at 0 % and does not say why. Give the rate a category: zero, exempt, reverse_charge, intra_community, export or outside_scope.',
};

/** What each line has to say (BR-16, BR-25, BR-27, BR-30, BR-CO-04). */
export const lineRules: Check = ({ invoice, source }) => [
  ...unless(invoice.lines.length > 0, 'BR-16', 'lines', 'An invoice needs a line at least.'),
  ...invoice.lines.flatMap((line, i): readonly BrokenRule[] => {
    const path = `lines[${i}]`;
    const found = categoryOf(source.lines[i]?.taxes ?? []);
    return [
      ...unless(
        isSaid(line.name),
        'BR-25',
        `${path}.description`,
        `Line ${line.id} says nothing of what it is for.`,
      ),
      ...unless(!line.price.startsWith('-'), 'BR-27', path, `Line ${line.id} has a price below zero.`),
      ...unless(
        line.period === null || line.period.from <= line.period.to,
        'BR-30',
        `${path}.supply.to`,
        `The period of line ${line.id} ends before it begins.`,
      ),
      ...('why' in found
        ? [{ rule: 'BR-CO-04', path: `${path}.taxRates`, message: `Line ${line.id} ${WHY[found.why]}` }]
        : []),
    ];
  }),
  ...source.adjustments.flatMap(({ kind, description, parts }, i) =>
    parts.flatMap(({ taxes }): readonly BrokenRule[] => {
      const found = categoryOf(taxes);
      const rule = kind === 'discount' ? 'BR-32' : 'BR-37';
      return 'why' in found
        ? [{ rule, path: `adjustments[${i}].taxRates`, message: `“${description}” ${WHY[found.why]}` }]
        : [];
    }),
  ),
  ...source.adjustments.flatMap(({ kind, description }, i) =>
    unless(
      isSaid(description),
      kind === 'discount' ? 'BR-33' : 'BR-38',
      `adjustments[${i}].description`,
      `This ${kind} says nothing of what it is for.`,
    ),
  ),
];

/** XML 1.0 has no place for most control characters, nor for half a character. */
export const textRules: Check = ({ invoice }) => {
  const texts: readonly (readonly [string, string | null])[] = [
    ['notes', invoice.note],
    ['profile.legalName', invoice.seller.name],
    ['customer.legalName', invoice.buyer.name],
    ...invoice.lines.flatMap(({ name, description, note }, i) => [
      [`lines[${i}].description`, name] as const,
      [`lines[${i}].description`, description] as const,
      [`lines[${i}].note`, note] as const,
    ]),
  ];
  return texts.flatMap(([path, text]) =>
    unless(
      text === null || isWritable(text),
      'XML-1.0',
      path,
      'This text holds a character that no XML can: write it without control characters.',
    ),
  );
};
