import { describe, expect, it } from 'vitest';
import { endpointOf } from '../../../src/domain/e-invoice/endpoint.ts';
import { buyerOf, sellerOf } from '../../../src/domain/e-invoice/parties.ts';
import { paymentMeansOf } from '../../../src/domain/e-invoice/payment-means.ts';
import { profileGaps } from '../../../src/domain/e-invoice/profile-gaps.ts';
import { legalIdOf, otherTaxIdOf, vatIdOf } from '../../../src/domain/e-invoice/tax-ids.ts';
import type { BankAccount } from '../../../src/domain/profile/bank-account.ts';
import type { Profile } from '../../../src/domain/profile/profile.ts';
import { TAX_ID_KINDS, type TaxId, type TaxIdKind } from '../../../src/domain/tax-id/kinds.ts';

const id = (kind: TaxIdKind, value: string): TaxId => ({ kind, value });

describe('a tax id', () => {
  const value = '123456789';
  const vat: Partial<Record<TaxIdKind, string>> = {
    eu_vat: value,
    gb_vat: value,
    ch_uid: value,
    is_vat: `IS${value}`,
    es_nif: `ES${value}`,
  };

  it.each(TAX_ID_KINDS)(
    'of kind %s is a VAT identifier, or what else a business is registered by',
    (kind) => {
      const ids = [id(kind, value)];
      expect(vatIdOf(ids)).toBe(vat[kind] ?? null);
      const isOther = vat[kind] === undefined && kind !== 'fr_siren' && kind !== 'fr_siret';
      expect(otherTaxIdOf(ids)).toBe(isOther ? value : null);
    },
  );

  it('of Norway is one for whoever is registered for VAT', () => {
    expect(vatIdOf([id('no_orgnr', '923 609 016 MVA')])).toBe('NO923609016MVA');
    expect(vatIdOf([id('no_orgnr', '923609016')])).toBeNull();
    expect(legalIdOf([id('no_orgnr', '923 609 016 MVA')])).toEqual({ id: '923609016', scheme: '0192' });
  });

  it('of the Union goes before any other', () => {
    expect(vatIdOf([id('gb_vat', 'GB1'), id('eu_vat', 'DE 2')])).toBe('DE2');
    expect(vatIdOf([id('us_ein', '12-3456789'), id('is_vat', '4')])).toBe('IS4');
    expect(vatIdOf([])).toBeNull();
  });

  it.each([
    [id('fr_siren', '732829320'), '732829320', '0002'],
    [id('fr_siret', '73282932000074'), '73282932000074', '0009'],
    [id('ch_uid', 'CHE123456788MWST'), 'CHE123456788', '0183'],
    [id('au_abn', '51824753556'), '51824753556', '0151'],
    [id('it_cf', 'RSSMRA85T10A562S'), 'RSSMRA85T10A562S', '0210'],
    [id('jp_trn', 'T1180301018771'), 'T1180301018771', '0221'],
    [id('eu_vat', 'BE0123456749'), '0123456749', '0208'],
    [id('eu_vat', 'FR83404833048'), '404833048', '0002'],
    [id('eu_vat', 'SE556703748501'), '5567037485', '0007'],
    [id('eu_vat', 'DK13585628'), 'DK13585628', '0184'],
  ])('%o says the number of its register', (given, number, scheme) => {
    expect(legalIdOf([given])).toEqual({ id: number, scheme });
    // At Peppol it is delivered to by it, where its register is an address there.
    const isAddress = scheme !== '0210';
    const there = endpointOf('peppol', { email: 'a@example.com', taxIds: [given] });
    if (isAddress) expect(there).toEqual({ id: number, scheme });
    else expect(there).toBeNull();
  });

  it('of a country without such a register says none, and is its address at Peppol', () => {
    const taxIds = [id('eu_vat', 'DE136695976')];
    expect(legalIdOf(taxIds)).toBeNull();
    expect(endpointOf('peppol', { email: 'a@example.com', taxIds })).toEqual({
      id: 'DE136695976',
      scheme: '9930',
    });
    expect(endpointOf('peppol', { email: 'a@example.com', taxIds: [] })).toBeNull();
    for (const format of ['factur_x', 'xrechnung'] as const) {
      expect(endpointOf(format, { email: 'a@example.com', taxIds })).toEqual({
        id: 'a@example.com',
        scheme: 'EM',
      });
      expect(endpointOf(format, { email: null, taxIds })).toBeNull();
    }
  });
});

describe('a business', () => {
  const party = {
    name: 'Ada Ltd',
    displayName: 'Ada',
    address: { line1: ' 1 Way ', line2: '', town: 'Town', postcode: '1', region: ' ', country: 'de' },
    email: ' a@example.com ',
    telephone: null,
    taxId: null as string | null,
    taxIds: [] as readonly TaxId[],
  };
  const manner = { format: 'factur_x', withoutVat: false } as const;
  const known = (more: Partial<typeof party>, withoutVat = false) => {
    const { id: by, vatId, taxId, legalId } = sellerOf({ ...party, ...more }, { ...manner, withoutVat });
    return { by, vatId, taxId, legal: legalId?.id ?? null };
  };

  it('is known by its VAT identifier or its register, and by another number only where there is neither', () => {
    const nothing = { by: null, vatId: null, taxId: null, legal: null };
    expect(known({})).toEqual(nothing);
    expect(known({ taxIds: [id('eu_vat', 'DE136695976')] })).toEqual({ ...nothing, vatId: 'DE136695976' });
    expect(known({ taxIds: [id('de_stnr', '29/815/08156')] })).toEqual({
      ...nothing,
      by: '29/815/08156',
      taxId: '29/815/08156',
    });
    expect(known({ taxIds: [id('eu_vat', 'DE136695976'), id('de_stnr', '29/815/08156')] })).toEqual({
      ...nothing,
      vatId: 'DE136695976',
      taxId: '29/815/08156',
    });
    expect(known({ taxIds: [id('fr_siret', '73282932000074'), id('de_stnr', '29')] })).toEqual({
      ...nothing,
      taxId: '29',
      legal: '73282932000074',
    });
    // From before kinds: a text, which stands only where no kind says one.
    expect(known({ taxId: ' 12 ' })).toEqual({ ...nothing, by: '12', taxId: '12' });
    expect(known({ taxId: ' ' })).toEqual(nothing);
    expect(known({ taxId: '12', taxIds: [id('eu_vat', 'DE1')] })).toEqual({ ...nothing, vatId: 'DE1' });
  });

  it('that nothing is subject to VAT of is known by its VAT identifier, which is not called one', () => {
    expect(known({ taxIds: [id('eu_vat', 'DE1'), id('de_stnr', '29')] }, true)).toEqual({
      by: 'DE1',
      vatId: null,
      taxId: '29',
      legal: null,
    });
  });

  it('is asked at its display name, which is its trading name where it is another', () => {
    expect(sellerOf(party, manner)).toMatchObject({
      name: 'Ada Ltd',
      tradingName: 'Ada',
      contact: { name: 'Ada', telephone: null, email: 'a@example.com' },
      endpoint: { id: 'a@example.com' },
      address: { line1: '1 Way', line2: null, city: 'Town', postcode: '1', region: null, country: 'DE' },
    });
    expect(sellerOf({ ...party, displayName: 'Ada Ltd' }, manner).tradingName).toBeNull();
  });

  it('sells to somebody who has a contact where they can be reached', () => {
    const of = (email: string | null, telephone: string | null) =>
      buyerOf({ ...party, email, telephone }, manner).contact;
    expect(of(null, null)).toBeNull();
    expect(of(' ', '')).toBeNull();
    expect(of('a@example.com', null)).toEqual({ name: 'Ada Ltd', telephone: null, email: 'a@example.com' });
    expect(of(null, '+49 1')).toEqual({ name: 'Ada Ltd', telephone: '+49 1', email: null });
    expect(buyerOf(party, manner)).toMatchObject({ id: null, taxId: null, tradingName: null });
  });
});

describe('how it can be paid', () => {
  const account = (numbers: BankAccount['numbers'], more: Partial<BankAccount> = {}): BankAccount => ({
    currency: 'EUR',
    holder: 'Ada',
    bankName: null,
    numbers,
    reference: 'invoice_number',
    onNewInvoices: true,
    ...more,
  });
  const iban = { kind: 'iban', iban: 'DE89370400440532013000', bic: 'COBADEFFXXX' } as const;
  const us = { kind: 'us', routingNumber: '021000021', accountNumber: '42' } as const;
  const means = (...accounts: readonly BankAccount[]) =>
    paymentMeansOf({ accounts, number: 'R-1', customerReference: 'C-7', takesOnlinePayment: true });

  it('is by SEPA to an IBAN in euros, else by transfer, and the accounts are of one kind', () => {
    const said = { id: iban.iban, isIban: true, holder: 'Ada', bic: iban.bic };
    expect(means(account(iban))).toEqual({ code: '58', reference: 'R-1', accounts: [said] });
    expect(means(account(iban, { currency: 'CHF' }))).toEqual({
      code: '30',
      reference: 'R-1',
      accounts: [said],
    });
    const other = { id: '021000021 42', isIban: false, holder: 'Ada', bic: null };
    expect(means(account(us), account(iban))).toEqual({ code: '30', reference: 'R-1', accounts: [other] });
    expect(means(account(iban), account(us))).toMatchObject({ code: '58', accounts: [said] });
    expect(means(account(iban, { reference: 'customer' })).reference).toBe('C-7');
    const gb = { kind: 'gb', sortCode: '123456', accountNumber: '12345678' } as const;
    const jp = {
      kind: 'jp',
      bankCode: '0001',
      branchCode: '002',
      accountType: 'ordinary',
      accountNumber: '1234567',
    } as const;
    const ids = [gb, jp].map((numbers) => means(account(numbers)).accounts.map((one) => one.id));
    expect(ids).toEqual([['123456 12345678'], ['0001 002 1234567']]);
  });

  it('is online where the standard can say no account, or not said', () => {
    const lines = account({ kind: 'other', lines: 'Ask us' });
    expect(means(lines)).toEqual({ code: '68', reference: 'R-1', accounts: [] });
    expect(means(lines, account(us)).accounts).toHaveLength(1);
    expect(
      paymentMeansOf({ accounts: [], number: 'R-1', customerReference: '', takesOnlinePayment: false }).code,
    ).toBe('1');
  });
});

describe('what a profile lacks for its e-invoices', () => {
  const profile = {
    legalName: 'Ada GmbH',
    displayName: 'Ada',
    address: { line1: 'Weg 1', town: 'Köln', postcode: '50667', country: 'DE' },
    email: 'a@example.com',
    telephone: '+49 221 123456',
    taxId: null,
    taxIds: [id('eu_vat', 'DE136695976')],
  } as unknown as Profile;
  const gaps = (more: Partial<Profile>) => profileGaps({ ...profile, ...more }).map(({ path }) => path);

  it('is nothing where it chose none, or is whole', () => {
    expect(gaps({ eInvoice: null, taxIds: [], address: {} })).toEqual([]);
    for (const eInvoice of ['factur_x', 'xrechnung', 'peppol'] as const)
      expect(gaps({ eInvoice })).toEqual([]);
  });

  it('is said of the profile alone', () => {
    expect(
      gaps({ eInvoice: 'xrechnung', telephone: null, address: { ...profile.address, town: '' } }),
    ).toEqual(['profile.address.town', 'profile.telephone']);
    expect(gaps({ eInvoice: 'factur_x', telephone: null })).toEqual([]);
    expect(gaps({ eInvoice: 'factur_x', address: {} })).toContain('profile.address.country');
    expect(gaps({ eInvoice: 'factur_x', taxIds: [] })).toContain('profile.taxIds');
  });
});
