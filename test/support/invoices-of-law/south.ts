import { adjust, item, type LawfulInvoice, standard, tax, without } from './row.ts';

/** What Spain and Italy want, where income tax is withheld of invoices and stamps are put on them. */
export const SOUTH: readonly LawfulInvoice[] = [
  {
    title: 'Spain: a professional, income tax withheld',
    source: 'Ley 35/2006 art. 101, RD 439/2007 art. 95; https://holaerp.com/blog/ejemplo-factura-iva-irpf',
    reader: 'es',
    currency: 'EUR',
    lines: [item('1000.00', standard('21', 'IVA'))],
    withholdings: [{ name: 'IRPF', percentage: '15' }],
    rates: ['IVA 21%: 1000.00 + 210.00 = 1210.00'],
    net: '1000.00',
    tax: '210.00',
    total: '1210.00',
    toPay: '1060.00',
  },
  {
    title: 'Spain: a retailer with the equivalence surcharge',
    source:
      'Ley 37/1992 art. 161 (21 % and 5.2 %); https://asesoriasanjuan.com/asi-funciona-en-la-actualidad-el-recargo-de-equivalencia/',
    reader: 'es',
    currency: 'EUR',
    lines: [item('1000.00', [standard('21', 'IVA'), tax('Recargo de equivalencia', '5.2')])],
    rates: ['IVA 21%: 1000.00 + 210.00', 'Recargo de equivalencia 5.2%: 1000.00 + 52.00'],
    net: '1000.00',
    tax: '262.00',
    total: '1262.00',
  },
  {
    title: 'Italy: the flat-rate regime with a stamp duty of 2 euros',
    source:
      'L. 190/2014 art. 1 c. 54-89, DPR 642/1972 tariffa art. 13; https://buildnews.it/articolo/regime-forfettario-dalle-entrate-chiarimenti-sulla-marca-da-bollo-in-fattura',
    reader: 'en',
    currency: 'EUR',
    lines: [item('500.00', without('exempt', { exemption: 'small_business_it' }))],
    adjustments: [
      adjust(
        'charge',
        2_00,
        without('outside_scope', { reason: 'Imposta di bollo assolta in modo virtuale' }),
      ),
    ],
    rates: ['VAT 0%: 500.00 + 0.00 = 500.00', 'VAT 0%: 2.00 + 0.00 = 2.00'],
    net: '502.00',
    tax: '0.00',
    total: '502.00',
    says: [
      'Operazione effettuata ai sensi dell’art. 1, commi da 54 a 89, della Legge n. 190/2014',
      'No tax is charged: exemption for small businesses (art. 1, commi 54-89, Legge 190/2014).',
      'Imposta di bollo assolta in modo virtuale',
    ],
  },
  {
    title: 'Italy: an architect, the pension fund’s 4 % taxed but nothing withheld of it',
    source: 'DPR 600/1973 art. 25; https://blog.zillions.it/manuale-utente-esempi-di-fatture-professionali/',
    reader: 'en',
    currency: 'EUR',
    lines: [item('1000.00', standard('22', 'IVA'))],
    adjustments: [
      {
        kind: 'charge',
        description: 'Inarcassa 4%',
        value: { kind: 'percentage', percentage: '4' },
        taxRates: [standard('22', 'IVA')],
        withheld: false,
      },
    ],
    withholdings: [{ name: 'Ritenuta d’acconto', percentage: '20' }],
    rates: ['IVA 22%: 1040.00 + 228.80 = 1268.80'],
    net: '1040.00',
    tax: '228.80',
    total: '1268.80',
    toPay: '1068.80',
  },
  {
    title: 'Italy: a school’s expert, the fund’s 2 %',
    source:
      'https://www.vivoscuola.it, FAQ “Un esperto esterno chiede un importo di € 70,00 più IVA al 22% più ENPAP al 2%”',
    reader: 'en',
    currency: 'EUR',
    lines: [item('70.00', standard('22', 'IVA'))],
    adjustments: [
      adjust('charge', 1_40, standard('22', 'IVA'), { description: 'ENPAP 2%', withheld: false }),
    ],
    withholdings: [{ name: 'Ritenuta d’acconto', percentage: '20' }],
    rates: ['IVA 22%: 71.40 + 15.71 = 87.11'],
    net: '71.40',
    tax: '15.71',
    total: '87.11',
    toPay: '73.11',
  },
];
