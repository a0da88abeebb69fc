import fc from 'fast-check';
import { stdnum } from 'stdnum';
import { describe, expect, it } from 'vitest';
import { countryOfTaxId, taxIdFault } from '../../../src/domain/tax-id/check.ts';
import { TAX_ID_KINDS, type TaxIdKind } from '../../../src/domain/tax-id/kinds.ts';
import { MEMBER_STATES } from '../../../src/domain/tax-id/member-states.ts';
import { exampleOf, RULES } from '../../../src/domain/tax-id/rules.ts';
import { runs } from '../../support/properties.ts';

const faultOf = (kind: TaxIdKind, value: string) => taxIdFault({ kind, value })?.fault ?? null;

/** Numbers that are in the world: of public bodies and well-known companies, or the authorities' own examples. */
const REAL: readonly (readonly [TaxIdKind, string])[] = [
  ['eu_vat', 'ATU13585627'],
  ['eu_vat', 'BE 0403.019.261'],
  ['eu_vat', 'DE 136 695 976'],
  ['eu_vat', 'DK13585628'],
  ['eu_vat', 'EL094259216'],
  ['eu_vat', 'ESB58378431'],
  ['eu_vat', 'FI20774740'],
  ['eu_vat', 'FR40303265045'],
  ['eu_vat', 'IE6433435F'],
  ['eu_vat', 'IE6433435OA'],
  ['eu_vat', 'IT00743110157'],
  ['eu_vat', 'NL004495445B01'],
  ['eu_vat', 'NL123456789B13'],
  ['eu_vat', 'PL8567346215'],
  ['eu_vat', 'PT501964843'],
  ['eu_vat', 'SE123456789701'],
  ['eu_vat', 'SI15012557'],
  ['eu_vat', 'XI980780684'],
  ['gb_vat', 'GB 980 7806 84'],
  ['gb_vat', 'GBGD001'],
  ['ch_uid', 'CHE-100.155.212 MWST'],
  ['au_abn', '83 914 571 673'],
  ['in_gst', '27AAPFU0939F1ZV'],
  ['jp_trn', 'T5835678256246'],
  ['ca_gst_hst', '123026635 RT0001'],
  ['us_ein', '91-1144442'],
  ['de_stnr', '181/815/08155'],
  ['de_stnr', '2181081508155'],
  ['br_cnpj', '12.ABC.345/01DE-35'],
  ['other', 'HRB 1234'],
];

const RULED = new Set<TaxIdKind>(
  TAX_ID_KINDS.filter((kind) => kind === 'eu_vat' || RULES[kind].agrees !== undefined),
);

describe('a tax id is taken', () => {
  it.each(REAL)('%s %s', (kind, value) => expect(taxIdFault({ kind, value })).toBeNull());

  it.each(TAX_ID_KINDS)('as the example of %s is written', (kind) => {
    expect(taxIdFault({ kind, value: exampleOf(kind) })).toBeNull();
  });
});

describe('a tax id is refused', () => {
  const checked = REAL.filter(([kind, value]) => RULED.has(kind) && !/GD|NL1/.test(value));
  it.each(checked)('with one digit mistyped, wherever it stands: %s %s', (kind, value) => {
    const places = [...value].flatMap((character, i) => (/\d/.test(character) ? [i] : []));
    // What stands behind the checked digits names a branch or an account.
    const guarded = places.slice(
      0,
      kind === 'ca_gst_hst' || value.startsWith('NL') ? 9 : value.startsWith('SE') ? 10 : 14,
    );
    const passed = guarded.filter((i) => {
      const mistyped = value.slice(0, i) + ((Number(value[i]) + 1) % 10) + value.slice(i + 1);
      return taxIdFault({ kind, value: mistyped }) === null;
    });
    expect(passed).toEqual([]);
  });

  it('with a digit too many or too few', () => {
    expect(faultOf('eu_vat', 'DE13669597')).toBe('form');
    expect(faultOf('eu_vat', 'DE1366959760')).toBe('form');
    expect(faultOf('us_ein', '91-11444422')).toBe('form');
    expect(faultOf('de_stnr', '12/34')).toBe('form');
  });

  it('with the letters of a country that is no member state, which says the kind that it is', () => {
    expect(taxIdFault({ kind: 'eu_vat', value: 'GB980780684' })).toEqual({
      fault: 'country',
      country: 'GB',
      kind: 'gb_vat',
    });
    expect(taxIdFault({ kind: 'eu_vat', value: 'CHE-100.155.212' })).toMatchObject({ kind: 'ch_uid' });
    expect(taxIdFault({ kind: 'eu_vat', value: 'GR094259216' })).toMatchObject({ country: 'GR', kind: null });
    expect(taxIdFault({ kind: 'eu_vat', value: 'EU123456789' })).toMatchObject({ kind: 'eu_oss_vat' });
    expect(taxIdFault({ kind: 'gb_vat', value: 'DE136695976' })).toEqual({ fault: 'form' });
  });

  it('with nothing but noise, and never by an error', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...TAX_ID_KINDS),
        fc.string({ unit: 'binary', maxLength: 40 }),
        (kind, value) => {
          const fault = taxIdFault({ kind, value: `?${value}` });
          expect(fault === null).toBe(kind === 'other');
        },
      ),
    );
  });
});

it('the country is said by the kind, or by the letters of a VAT number', () => {
  const countries = REAL.map(([kind, value]) => countryOfTaxId({ kind, value }));
  expect([...new Set(countries)].join(' ')).toBe(
    'AT BE DE DK GR ES FI FR IE IT NL PL PT SE SI GB CH AU IN JP CA US BR ',
  );
});

/** The module of another implementation for each country and kind. */
const OTHERS: Readonly<Record<string, readonly [country: string, module: string]>> = {
  AT: ['AT', 'uid'],
  BE: ['BE', 'vat'],
  BG: ['BG', 'vat'],
  CY: ['CY', 'vat'],
  CZ: ['CZ', 'dic'],
  DE: ['DE', 'vat'],
  DK: ['DK', 'cvr'],
  EE: ['EE', 'kmkr'],
  EL: ['GR', 'vat'],
  ES: ['ES', 'nif'],
  FI: ['FI', 'alv'],
  FR: ['FR', 'tva'],
  HR: ['HR', 'oib'],
  HU: ['HU', 'anum'],
  IE: ['IE', 'vat'],
  IT: ['IT', 'iva'],
  LT: ['LT', 'pvm'],
  LU: ['LU', 'tva'],
  LV: ['LV', 'pvn'],
  MT: ['MT', 'vat'],
  NL: ['NL', 'btw'],
  PL: ['PL', 'nip'],
  PT: ['PT', 'nif'],
  RO: ['RO', 'cui'],
  SE: ['SE', 'vat'],
  SK: ['SK', 'dph'],
};

/** Companies' forms, where the other one reads persons' numbers by their dates of birth. */
const COMPARED: Readonly<Record<string, RegExp>> = {
  BG: /^[0-39]\d{8}$/,
  CZ: /^\d{8}$/,
  LV: /^[4-9]\d{10}$/,
  SE: /^\d{10}01$/,
};

const KINDS: Readonly<Partial<Record<TaxIdKind, readonly [country: string, module: string]>>> = {
  au_abn: ['AU', 'abn'],
  ch_uid: ['CH', 'uid'],
  in_gst: ['IN', 'gstin'],
  no_orgnr: ['NO', 'orgnr'],
  nz_gst: ['NZ', 'ird'],
  fr_siren: ['FR', 'siren'],
  fr_siret: ['FR', 'siret'],
  gb_vat: ['GB', 'vat'],
  kr_brn: ['KR', 'brn'],
  it_cf: ['IT', 'codicefiscale'],
};

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** A number of a form, and the same with every other ending of two digits or a letter: some of them agree. */
const endings = (form: RegExp) =>
  fc.stringMatching(new RegExp(form.source.replaceAll(/\(\?[!=][^)]*\)/g, ''))).map((number) => {
    if (/[A-Z]$/.test(number)) return [...LETTERS].map((letter) => number.slice(0, -1) + letter);
    if (!/\d\d$/.test(number)) return [number];
    return Array.from({ length: 100 }, (_, i) => number.slice(0, -2) + String(i).padStart(2, '0'));
  });

/**
 * What another implementation says of a number's check digits: null where it refuses the number for what only it knows,
 * such as districts or dates of birth, which are no concern of ours.
 */
function otherVerdict(country: string, module: string, number: string): boolean | null {
  const other = stdnum[country]?.[module];
  if (other === undefined) throw new Error(`${country}.${module} is not there`);
  const { isValid, error } = other.validate(number);
  if (isValid) return true;
  return error?.name === 'InvalidChecksum' ? false : null;
}

describe('another implementation comes to the same by check digits', () => {
  /** A set of which it refuses every number for what only it knows is drawn again: each of the runs compares something. */
  const compare = (
    kind: TaxIdKind,
    prefix: string,
    form: RegExp,
    [country, module]: readonly [string, string],
  ) =>
    fc.assert(
      fc.property(endings(form), (numbers) => {
        const verdicts = numbers
          .filter((each) => form.test(each))
          .map((number) => [number, otherVerdict(country, module, number)] as const)
          .filter(([, theirs]) => theirs !== null);
        fc.pre(verdicts.length > 0);
        const ours = verdicts.map(([number]) => [number, faultOf(kind, prefix + number) === null]);
        expect(ours).toEqual(verdicts);
      }),
      runs(10),
    );

  it.each(Object.entries(OTHERS))('for %s', (letters, other) => {
    compare('eu_vat', letters, COMPARED[letters] ?? MEMBER_STATES[letters]?.form ?? /never/, other);
  });

  it.each(Object.entries(KINDS))('for %s', (kind, other) => {
    const known = TAX_ID_KINDS.find((each) => each === kind);
    if (known === undefined || known === 'eu_vat') throw new Error(`no ${kind}`);
    compare(known, '', RULES[known].form, other);
  });
});

/** The check digits of persons (2-4-8-5-10-9-7-3-6), foreigners (21-19-17-13-11-9-7-3-1) and others (4-3-2-7-6-5-4-3-2). */
it.each([
  ['752316926', '357'],
  ['803205603', '135'],
  ['711104292', '05'],
  ['900000003', '23'],
  ['100000000', '127'],
  ['010000000', '489'],
  ['001000000', '789'],
  ['000100000', '345'],
  ['000010000', '015'],
  ['000001000', '69'],
  ['000000100', '7'],
  ['000000010', '38'],
  ['000000001', '169'],
  ['123456789', '023'],
  ['161803398', '049'],
])('a Bulgarian number of ten digits that begins with %s ends with one of %s', (base, digits) => {
  const agreeing = [...'0123456789'].filter((digit) => faultOf('eu_vat', `BG${base}${digit}`) === null);
  expect(agreeing.join('')).toBe(digits);
});
