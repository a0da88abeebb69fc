import type { Exemption } from './exemptions.ts';

/** How the law treats what is sold. Whoever invoices says it once; rate, code and note follow from it. */
export const TAX_CATEGORIES = [
  'standard',
  'reduced',
  'zero',
  'exempt',
  'reverse_charge',
  'intra_community',
  'export',
  'outside_scope',
] as const;

export type TaxCategory = (typeof TAX_CATEGORIES)[number];

/** What a tax may say of its category: why it is exempt by a provision that is known here, or in words of its own. */
export type TaxTreatment = {
  readonly category?: TaxCategory;
  readonly exemption?: Exemption;
  readonly reason?: string;
};

/** The code of a category in EN 16931 (UNTDID 5305, BT-118 and BT-151). */
export function categoryCode(category: TaxCategory): 'S' | 'Z' | 'E' | 'AE' | 'K' | 'G' | 'O' {
  switch (category) {
    case 'standard':
    case 'reduced':
      return 'S';
    case 'zero':
      return 'Z';
    case 'exempt':
      return 'E';
    case 'reverse_charge':
      return 'AE';
    case 'intra_community':
      return 'K';
    case 'export':
      return 'G';
    case 'outside_scope':
      return 'O';
    default:
      return category satisfies never;
  }
}

/** Whether tax is charged at all: only then the rate is above zero (BR-S-05; BR-Z-05, BR-E-05 and their like). */
export const isCharged = (category: TaxCategory): boolean => categoryCode(category) === 'S';

export type TreatmentProblem = 'rate_not_zero' | 'rate_is_zero' | 'reason_missing' | 'reason_unwanted';

/**
 * What is wrong with a treatment and its rate. An exemption has to say why (BR-E-10); what is taxed, at zero too, must
 * not (BR-S-10, BR-Z-10). The other categories are a reason themselves.
 */
export function treatmentProblem(
  { category, exemption, reason }: TaxTreatment,
  isZero: boolean,
): TreatmentProblem | null {
  const givesReason = exemption !== undefined || reason !== undefined;
  if (category === undefined) return givesReason ? 'reason_unwanted' : null;
  if (isCharged(category) === isZero) return isZero ? 'rate_is_zero' : 'rate_not_zero';
  if (category === 'exempt') return givesReason ? null : 'reason_missing';
  if (isCharged(category) || category === 'zero') return givesReason ? 'reason_unwanted' : null;
  return exemption === undefined ? null : 'reason_unwanted';
}
