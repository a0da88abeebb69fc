import type { ReadBack } from './read.ts';

/**
 * Rules of EN 16931-1, written from the standard on what another reader found in a document, apart from the code that wrote it.
 * No npm package carries the official Schematron; what these leave out is said in docs/E_INVOICES.md.
 */
export type Rule = { readonly number: string; readonly holds: (read: ReadBack) => boolean };

/** Twelve decimals, so that prices and percentages are exact. */
const SCALE = 12;

function exact(text: string): bigint {
  const [, sign = '', integer = '0', fraction = ''] =
    /^(-?)(\d+)(?:\.(\d+))?$/.exec(text === '' ? '0' : text) ?? [];
  if (fraction.length > SCALE) throw new RangeError(`too many decimals: ${text}`);
  const size = BigInt(integer + fraction.padEnd(SCALE, '0'));
  return sign === '-' ? -size : size;
}

const sum = (texts: readonly string[]): bigint => texts.reduce((all, text) => all + exact(text), 0n);
const size = (n: bigint): bigint => (n < 0n ? -n : n);
const UNIT = 10n ** BigInt(SCALE);
const CENT = UNIT / 100n;

const given =
  (...terms: readonly Parameters<ReadBack['said']>[0][]): Rule['holds'] =>
  ({ said }) =>
    terms.every((term) => said(term).trim() !== '');

const everyLine =
  (holds: (line: ReadBack['lines'][number]) => boolean): Rule['holds'] =>
  ({ lines }) =>
    lines.every(holds);

const netOf = ({ lines, adjustments }: ReadBack, code: string, rate: string): bigint =>
  sum(lines.flatMap((line) => (line('BT-151') === code && line('BT-152') === rate ? [line('BT-131')] : []))) +
  adjustments.reduce((all, each) => {
    if (each('category') !== code || each('rate') !== rate) return all;
    const amount = exact(each('amount'));
    return each('charge') === 'true' ? all + amount : all - amount;
  }, 0n);

const ofKind = ({ adjustments }: ReadBack, charge: 'true' | 'false'): bigint =>
  sum(adjustments.flatMap((each) => (each('charge') === charge ? [each('amount')] : [])));

const has = ({ breakdown }: ReadBack, ...codes: readonly string[]): boolean =>
  breakdown.some((row) => codes.includes(row('BT-118')));

const DECIMALS = [
  'BT-106',
  'BT-107',
  'BT-108',
  'BT-109',
  'BT-110',
  'BT-112',
  'BT-113',
  'BT-114',
  'BT-115',
] as const;
const EXEMPT = ['E', 'AE', 'K', 'G', 'O'];

export const RULES: readonly Rule[] = [
  { number: 'BR-01', holds: given('BT-24') },
  { number: 'BR-02', holds: given('BT-1') },
  { number: 'BR-03', holds: ({ said }) => /^\d{4}-\d\d-\d\d$/.test(said('BT-2')) },
  { number: 'BR-04', holds: ({ said }) => ['380', '381'].includes(said('BT-3')) },
  { number: 'BR-05', holds: ({ said }) => /^[A-Z]{3}$/.test(said('BT-5')) },
  { number: 'BR-06', holds: given('BT-27') },
  { number: 'BR-07', holds: given('BT-44') },
  { number: 'BR-09', holds: ({ said }) => /^[A-Z]{2}$/.test(said('BT-40')) },
  { number: 'BR-11', holds: ({ said }) => /^[A-Z]{2}$/.test(said('BT-55')) },
  { number: 'BR-12 to BR-15', holds: given('BT-106', 'BT-109', 'BT-112', 'BT-115') },
  { number: 'BR-16', holds: ({ lines }) => lines.length > 0 },
  { number: 'BR-21', holds: everyLine((line) => line('BT-126') !== '') },
  { number: 'BR-22', holds: everyLine((line) => line('BT-129') !== '') },
  { number: 'BR-24', holds: everyLine((line) => line('BT-131') !== '') },
  { number: 'BR-25', holds: everyLine((line) => line('BT-153').trim() !== '') },
  { number: 'BR-26', holds: everyLine((line) => line('BT-146') !== '') },
  { number: 'BR-27', holds: everyLine((line) => exact(line('BT-146')) >= 0n) },
  {
    number: 'BR-31, BR-36',
    holds: ({ adjustments }) => adjustments.every((each) => exact(each('amount')) >= 0n),
  },
  {
    number: 'BR-32, BR-37',
    holds: ({ adjustments }) => adjustments.every((each) => each('category') !== ''),
  },
  { number: 'BR-33, BR-38', holds: ({ adjustments }) => adjustments.every((each) => each('reason') !== '') },
  {
    number: 'BR-45 to BR-48',
    holds: ({ breakdown }) =>
      breakdown.every(
        (row) =>
          row('BT-116') !== '' &&
          row('BT-117') !== '' &&
          row('BT-118') !== '' &&
          (row('BT-118') === 'O' || row('BT-119') !== ''),
      ),
  },
  { number: 'BR-49', holds: given('BT-81') },
  { number: 'BR-50', holds: ({ said }) => !['30', '58'].includes(said('BT-81')) || said('BT-84') !== '' },
  { number: 'BR-55', holds: ({ said }) => said('BT-3') !== '381' || said('BT-25') !== '' },
  { number: 'BR-CO-04', holds: everyLine((line) => line('BT-151') !== '') },
  {
    number: 'BR-CO-09',
    holds: ({ said }) => /^([A-Z]{2}|$)/.test(said('BT-31')) && /^([A-Z]{2}|$)/.test(said('BT-48')),
  },
  {
    number: 'BR-CO-10',
    holds: ({ said, lines }) => exact(said('BT-106')) === sum(lines.map((line) => line('BT-131'))),
  },
  { number: 'BR-CO-11', holds: (read) => exact(read.said('BT-107')) === ofKind(read, 'false') },
  { number: 'BR-CO-12', holds: (read) => exact(read.said('BT-108')) === ofKind(read, 'true') },
  {
    number: 'BR-CO-13',
    holds: ({ said }) =>
      exact(said('BT-109')) === exact(said('BT-106')) - exact(said('BT-107')) + exact(said('BT-108')),
  },
  {
    number: 'BR-CO-14',
    holds: ({ said, breakdown }) => exact(said('BT-110')) === sum(breakdown.map((row) => row('BT-117'))),
  },
  {
    number: 'BR-CO-15',
    holds: ({ said }) => exact(said('BT-112')) === exact(said('BT-109')) + exact(said('BT-110')),
  },
  {
    number: 'BR-CO-16',
    holds: ({ said }) =>
      exact(said('BT-115')) === exact(said('BT-112')) - exact(said('BT-113')) + exact(said('BT-114')),
  },
  {
    // The strictest of the validators: a few roundings of a cent, of a credit note one for each line, and never a whole unit.
    number: 'BR-CO-17',
    holds: ({ said, lines, breakdown }) => {
      const roundings = said('BT-3') === '381' ? BigInt(Math.min(98, lines.length + 2)) : 3n;
      return breakdown.every(
        (row) =>
          size(exact(row('BT-117')) - (exact(row('BT-116')) * exact(row('BT-119'))) / (100n * UNIT)) <=
            roundings * CENT || !row('BT-117').includes('.'),
      );
    },
  },
  { number: 'BR-CO-18', holds: ({ breakdown }) => breakdown.length > 0 },
  {
    number: 'BR-CO-25',
    holds: ({ said }) =>
      said('BT-3') === '381' || exact(said('BT-115')) <= 0n || said('BT-9') !== '' || said('BT-20') !== '',
  },
  { number: 'BR-CO-26', holds: ({ said }) => said('BT-29') + said('BT-30') + said('BT-31') !== '' },
  {
    number: 'BR-DEC-…',
    holds: ({ said, lines, breakdown }) =>
      [
        ...DECIMALS.map((term) => said(term)),
        ...lines.flatMap((line) => [line('BT-131'), line('BT-136'), line('BT-141')]),
        ...breakdown.flatMap((row) => [row('BT-116'), row('BT-117')]),
      ].every((text) => (text.split('.')[1] ?? '').length <= 2),
  },
  {
    number: 'BR-S-01 and its like',
    holds: ({ lines, breakdown }) =>
      lines.every((line) => breakdown.filter((row) => row('BT-118') === line('BT-151')).length > 0) &&
      EXEMPT.every((code) => breakdown.filter((row) => row('BT-118') === code).length <= 1),
  },
  {
    number: 'BR-S-02, BR-Z-02, BR-E-02, BR-AE-02',
    holds: (read) => !has(read, 'S', 'Z', 'E', 'AE') || read.said('BT-31') + read.said('BT-32') !== '',
  },
  { number: 'BR-AE-02', holds: (read) => !has(read, 'AE') || read.said('BT-48') + read.said('BT-47') !== '' },
  {
    number: 'BR-IC-02',
    holds: (read) => !has(read, 'K') || (read.said('BT-31') !== '' && read.said('BT-48') !== ''),
  },
  { number: 'BR-G-02', holds: (read) => !has(read, 'G') || read.said('BT-31') !== '' },
  { number: 'BR-O-02', holds: (read) => !has(read, 'O') || read.said('BT-31') + read.said('BT-48') === '' },
  {
    number: 'BR-S-05 and its like',
    holds: everyLine((line) => {
      const rate = line('BT-152');
      if (line('BT-151') === 'O') return rate === '';
      return line('BT-151') === 'S' ? exact(rate) > 0n : rate !== '' && exact(rate) === 0n;
    }),
  },
  {
    number: 'BR-S-08 and its like',
    holds: (read) =>
      read.breakdown.every((row) => {
        const rate = row('BT-118') === 'O' ? '' : row('BT-119');
        return exact(row('BT-116')) === netOf(read, row('BT-118'), rate);
      }),
  },
  {
    number: 'BR-Z-09 and its like',
    holds: ({ breakdown }) => breakdown.every((row) => row('BT-118') === 'S' || exact(row('BT-117')) === 0n),
  },
  {
    number: 'BR-E-10 and its like',
    holds: ({ breakdown }) =>
      breakdown.every((row) => (row('BT-120') + row('BT-121') !== '') === EXEMPT.includes(row('BT-118'))),
  },
  { number: 'BR-IC-11', holds: (read) => !has(read, 'K') || read.said('BT-72') + read.said('BT-73') !== '' },
  { number: 'BR-IC-12', holds: (read) => !has(read, 'K') || read.said('BT-80') !== '' },
  { number: 'BR-O-11 to BR-O-14', holds: (read) => !has(read, 'O') || read.breakdown.length === 1 },
  {
    number: 'BR-DE-15',
    holds: (read) => !read.said('BT-24').includes('xrechnung') || read.said('BT-10') !== '',
  },
  {
    number: 'PEPPOL-EN16931-R010, -R020',
    holds: (read) => read.syntax === 'cii' || (read.said('BT-34') !== '' && read.said('BT-49') !== ''),
  },
  {
    number: 'PEPPOL-EN16931-R120',
    holds: everyLine((line) => {
      const price = (exact(line('BT-129')) * exact(line('BT-146'))) / UNIT;
      const net = price + exact(line('BT-141')) - exact(line('BT-136'));
      return size(exact(line('BT-131')) - net) <= 2n * CENT;
    }),
  },
];

/** The numbers of the rules that a document breaks. */
export const brokenByStandard = (read: ReadBack): readonly string[] =>
  RULES.filter(({ holds }) => !holds(read)).map(({ number }) => number);
