import { unwritableIn } from '../document/writable.ts';
import type { Address } from '../invoice/address.ts';
import { textProblem, tidyText } from '../text.ts';

/** What a customer may say of themselves, with the longest text of each. Name, country, email and tax ids are the business's. */
export const OWN_DETAILS = {
  contactName: 200,
  telephone: 40,
  line1: 200,
  line2: 200,
  town: 100,
  region: 100,
  postcode: 20,
} as const;

export type OwnDetail = keyof typeof OWN_DETAILS;
export const OWN_DETAIL_NAMES = Object.keys(OWN_DETAILS) as readonly OwnDetail[];
/** As they are typed, and shown: empty where there is nothing. */
export type TypedDetails = Readonly<Record<OwnDetail, string>>;
export type OwnDetailProblem = 'too_long' | 'unreadable';

export type OwnDetails = {
  readonly contactName: string | null;
  readonly telephone: string | null;
  readonly address: Pick<Address, 'line1' | 'line2' | 'town' | 'region' | 'postcode'>;
};

type Read =
  | { readonly kind: 'details'; readonly details: OwnDetails }
  | { readonly kind: 'wrong'; readonly problems: Readonly<Partial<Record<OwnDetail, OwnDetailProblem>>> };

/** Typed details → what is stored, or what is wrong with each. What no font has would keep invoices from being issued. */
export function readOwnDetails(typed: TypedDetails): Read {
  const texts = OWN_DETAIL_NAMES.map((name) => [name, tidyText(typed[name])] as const);
  const problems = texts.flatMap(([name, text]) => {
    const problem = problemOf(text, OWN_DETAILS[name]);
    return problem === null ? [] : [[name, problem] as const];
  });
  if (problems.length > 0) return { kind: 'wrong', problems: Object.fromEntries(problems) };
  const found = new Map(texts);
  const of = (name: OwnDetail) => found.get(name) || null;
  return {
    kind: 'details',
    details: {
      contactName: of('contactName'),
      telephone: of('telephone'),
      address: {
        line1: of('line1'),
        line2: of('line2'),
        town: of('town'),
        region: of('region'),
        postcode: of('postcode'),
      },
    },
  };
}

function problemOf(text: string, most: number): OwnDetailProblem | null {
  if (text.length > most) return 'too_long';
  const isPrinted = textProblem(text, { lineBreaks: false }) === null && unwritableIn(text).length === 0;
  return isPrinted ? null : 'unreadable';
}

/** A customer's details as a form shows them. */
export const typedDetails = ({ contactName, telephone, address }: OwnDetails): TypedDetails => ({
  contactName: contactName ?? '',
  telephone: telephone ?? '',
  line1: address.line1 ?? '',
  line2: address.line2 ?? '',
  town: address.town ?? '',
  region: address.region ?? '',
  postcode: address.postcode ?? '',
});
