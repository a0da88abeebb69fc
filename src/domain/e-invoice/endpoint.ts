import type { TaxId } from '../tax-id/kinds.ts';
import type { EInvoiceFormat } from './format.ts';
import { legalIdOf, vatIdOf } from './tax-ids.ts';
import type { Identifier } from './types.ts';

/**
 * Peppol's codes for addresses that are a VAT identifier (code list EAS), by what it begins with. Where a register's number
 * is the usual address (Belgium, Denmark, France, Norway, Sweden), that one is taken.
 */
const BY_VAT: Readonly<Record<string, string>> = {
  AD: '9922',
  AL: '9923',
  AT: '9914',
  BA: '9924',
  BE: '9925',
  BG: '9926',
  CH: '9927',
  CY: '9928',
  CZ: '9929',
  DE: '9930',
  EE: '9931',
  EL: '9933',
  ES: '9920',
  FI: '0213',
  FR: '9957',
  GB: '9932',
  HR: '9934',
  HU: '9910',
  IE: '9935',
  IT: '0211',
  LI: '9936',
  LT: '9937',
  LU: '9938',
  LV: '9939',
  MC: '9940',
  ME: '9941',
  MK: '9942',
  MT: '9943',
  NL: '9944',
  PL: '9945',
  PT: '9946',
  RO: '9947',
  RS: '9948',
  SI: '9949',
  SK: '9950',
  SM: '9951',
  TR: '9952',
  VA: '9953',
};

/** Registers whose number is an address at Peppol. */
const REGISTERS = new Set(['0002', '0007', '0009', '0151', '0183', '0184', '0192', '0208', '0221']);

type Reachable = { readonly email: string | null; readonly taxIds: readonly TaxId[] };

/**
 * The electronic address of a party (BT-34, BT-49). Peppol delivers by it, so there it is one of Peppol's own; else it is the
 * e-mail address (`EM`), which Peppol does not take. Null where there is none.
 */
export function endpointOf(format: EInvoiceFormat, { email, taxIds }: Reachable): Identifier | null {
  switch (format) {
    case 'factur_x':
    case 'xrechnung':
      return email === null ? null : { id: email, scheme: 'EM' };
    case 'peppol': {
      const legal = legalIdOf(taxIds);
      if (legal !== null && REGISTERS.has(legal.scheme)) return legal;
      const vatId = vatIdOf(taxIds);
      const scheme = BY_VAT[vatId?.slice(0, 2) ?? ''];
      return vatId === null || scheme === undefined ? null : { id: vatId, scheme };
    }
    default:
      return format satisfies never;
  }
}
