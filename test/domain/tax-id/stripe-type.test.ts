import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { TAX_ID_KINDS, type TaxIdKind } from '../../../src/domain/tax-id/kinds.ts';
import { exampleOf } from '../../../src/domain/tax-id/rules.ts';
import { stripeTaxId } from '../../../src/domain/tax-id/stripe-type.ts';

/** The list as the SDK declares it for `tax_ids.create`. */
function listOfStripe(): ReadonlySet<string> {
  const declared = readFileSync('node_modules/stripe/esm/resources/TaxIds.d.ts', 'utf8');
  const create = declared.slice(declared.indexOf('namespace TaxIdCreateParams'));
  const type = /type Type = ([^;]*);/.exec(create)?.[1] ?? '';
  return new Set([...type.matchAll(/'([a-z_]+)'/g)].map(([, name = '']) => name));
}

describe('Stripe is told a tax id', () => {
  it('by a type of its own list, whatever the kind', () => {
    const list = listOfStripe();
    expect(list.size).toBeGreaterThan(100);
    const told = TAX_ID_KINDS.flatMap((kind) => stripeTaxId({ kind, value: exampleOf(kind) }) ?? []);
    expect(told.map(({ type }) => type).filter((type) => !list.has(type))).toEqual([]);
    expect(told).toHaveLength(TAX_ID_KINDS.length - 1);
  });

  // Written as https://docs.stripe.com/billing/customer/tax-ids#supported-tax-id shows each type.
  const AS_DOCUMENTED: readonly (readonly [TaxIdKind, string, string])[] = [
    ['eu_vat', 'de 136.695.976', 'eu_vat DE136695976'],
    ['eu_vat', 'XI980780684', 'eu_vat XI980780684'],
    ['gb_vat', 'GB 980 7806 84', 'gb_vat GB980780684'],
    ['us_ein', '911144442', 'us_ein 91-1144442'],
    ['ca_bn', '123026635', 'ca_bn 123026635'],
    ['ca_bn', '123026635 RT 0001', 'ca_gst_hst 123026635RT0001'],
    ['ca_qst', '1234567890 TQ 1234', 'ca_qst 1234567890TQ1234'],
    ['ch_uid', 'CHE 100.155.212 mwst', 'ch_vat CHE-100.155.212 MWST'],
    ['ch_uid', 'CHE-100.155.212', 'ch_uid CHE-100.155.212 HR'],
    ['no_orgnr', '995 525 828', 'no_vat 995525828MVA'],
    ['kr_brn', '1168200276', 'kr_brn 116-82-00276'],
    ['br_cnpj', '16727230000197', 'br_cnpj 16.727.230/0001-97'],
    ['de_stnr', '29/815/08156', 'de_stn 2981508156'],
    ['es_nif', 'B-58378431', 'es_cif B58378431'],
  ];
  it.each(AS_DOCUMENTED)('%s %s as %s', (kind, value, expected) => {
    const { type, value: told } = stripeTaxId({ kind, value }) ?? { type: '', value: '' };
    expect(`${type} ${told}`).toBe(expected);
  });

  it('not at all where it has no type for it', () => {
    expect(stripeTaxId({ kind: 'other', value: 'HRB 1234' })).toBeNull();
    expect(stripeTaxId({ kind: 'ca_bn', value: '123026635RP0001' })).toBeNull();
    expect(stripeTaxId({ kind: 'ca_qst', value: '1234567890' })).toBeNull();
  });
});
