import { categoryRules } from './categories.ts';
import { germanRules } from './germany.ts';
import { lineRules, textRules } from './lines.ts';
import { partyRules } from './parties.ts';
import { addressRules, peppolRules } from './peppol.ts';
import type { BrokenRule, Check, Checked } from './rule.ts';
import { sumRules } from './sums.ts';

/** Of EN 16931-1, which every format is a subset of. */
const CORE: readonly Check[] = [partyRules, lineRules, textRules, sumRules, categoryRules];

/** Every rule that an invoice breaks, each with its number and what to do, in the order of the invoice. */
export const brokenRules = (checked: Checked): readonly BrokenRule[] =>
  [...CORE, ...ofFormat(checked)].flatMap((check) => check(checked));

function ofFormat({ invoice: { format, seller, buyer } }: Checked): readonly Check[] {
  switch (format) {
    case 'factur_x':
      return [];
    case 'xrechnung':
      return [germanRules((number) => `BR-DE-${number}`), addressRules];
    case 'peppol': {
      const isGerman = seller.address.country === 'DE' && buyer.address.country === 'DE';
      const german = germanRules((number) => `DE-R-${number.padStart(3, '0')}`);
      return isGerman ? [peppolRules, german] : [peppolRules];
    }
    default:
      return format satisfies never;
  }
}
