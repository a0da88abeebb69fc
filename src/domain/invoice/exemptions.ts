/** Provisions by which a sale is exempt, each with what an invoice has to say of it. */
export const EXEMPTIONS = [
  'small_business_at',
  'small_business_de',
  'small_business_fr',
  'small_business_it',
  'small_business_nl',
  'medical_care',
  'education',
  'insurance',
  'finance',
  'letting',
  'exempt_customer',
] as const;

export type Exemption = (typeof EXEMPTIONS)[number];

type Provision = {
  readonly kind: 'small_business' | 'exempt' | 'exempt_customer';
  /** The provision as its own law cites it; empty where only the customer's status is known. */
  readonly law: string;
  /** Words that the law prescribes, whatever the reader's language. */
  readonly words: string | null;
  /** The language that the provision and its words are in, BCP 47; null where they are the Union's. */
  readonly language: string | null;
  /** The code of CEF's list of exemption reasons for EN 16931 (BT-121), where it has one. */
  readonly code: string | null;
};

const small = (language: string, law: string, words: string | null, code: string | null = null) =>
  ({ kind: 'small_business', law, words, language, code }) as const;
const directive = (article: string, code: string) =>
  ({
    kind: 'exempt',
    law: `Directive 2006/112/EC, art. ${article}`,
    words: null,
    language: null,
    code: `VATEX-EU-${code}`,
  }) as const;

const PROVISIONS: Readonly<Record<Exemption, Provision>> = {
  small_business_at: small('de', '§ 6 Abs. 1 Z 27 UStG', null),
  small_business_de: small('de', '§ 19 UStG', null),
  // CGI, art. 293 E, II gives the words.
  small_business_fr: small(
    'fr',
    'article 293 B du CGI',
    'TVA non applicable, article 293 B du CGI',
    'VATEX-FR-FRANCHISE',
  ),
  small_business_it: small(
    'it',
    'art. 1, commi 54-89, Legge 190/2014',
    'Operazione effettuata ai sensi dell’art. 1, commi da 54 a 89, della Legge n. 190/2014',
  ),
  small_business_nl: small('nl', 'art. 25 Wet OB 1968', null),
  medical_care: directive('132(1)(c)', '132-1C'),
  education: directive('132(1)(i)', '132-1I'),
  insurance: directive('135(1)(a)', '135-1'),
  finance: directive('135(1)(d)', '135-1'),
  letting: directive('135(1)(l)', '135-1'),
  exempt_customer: { kind: 'exempt_customer', law: '', words: null, language: null, code: null },
};

export const provisionOf = (exemption: Exemption): Provision => PROVISIONS[exemption];
